using './main.bicep'

// azd sets the first three; the others are set by `azd env set`, see README.md.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param deployerId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')
param environmentKind = readEnvironmentVariable('CHURN_ENVIRONMENT_KIND', 'dev')
param alertEmail = readEnvironmentVariable('CHURN_ALERT_EMAIL', '')
param budgetStart = readEnvironmentVariable('CHURN_BUDGET_START', '')

param shops = [
  {
    name: 'myshop'
    settings: {
      Platform: 'shopify'
      Domain: 'myshop.myshopify.com'
      BusinessModel: 'GeneralRetail'
      Currency: 'EUR'
      TimeZone: 'Europe/Berlin'
      CallingCode: '49'
    }
  }
]
