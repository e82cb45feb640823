// Read in a copy of the repository's infra/ that stands beside it.
using './infra/main.bicep'

param environmentName = 'everything'
param location = 'westeurope'
param environmentKind = 'prod'
param deployerId = '11111111-1111-1111-1111-111111111111'
param alertEmail = 'operator@example.org'
param budgetStart = '2026-11-01'
param shops = [
  {
    name: 'plain'
    settings: { Platform: 'shopify', Domain: 'plain.myshopify.com', Currency: 'EUR', TimeZone: 'Europe/Berlin' }
  }
  {
    name: 'full'
    settings: { Platform: 'woocommerce', ApiUrl: 'https://full.example.org/', MarginPercent: 40, CallingCode: '49' }
    rotating: ['secret', 'identity-key']
    endpoints: ['https://crm.example.org/in', 'https://mail.example.org/in']
  }
]
