targetScope = 'subscription'

@minLength(1)
@maxLength(40)
@description('Names the resource group and, hashed, everything in it.')
param environmentName string

@description('A region with Flex Consumption: az functionapp list-flexconsumption-locations')
param location string

param shops shopType[]

@description('Object id of whoever deploys: they may put secrets into the vault. Empty: nobody is granted that here.')
param deployerId string = ''

@allowed(['dev', 'prod'])
@description('Its sizes: environments.json.')
param environmentKind string = 'dev'

@description('Whom alerts and the budget write to; empty: nobody.')
param alertEmail string = ''

// Azure takes no earlier month for a new budget, and no other month for one that exists: it is set once.
@description('First of the month in which the budget is made. Empty: no budget is made, and one that exists stays as it is.')
param budgetStart string = ''

type shopType = {
  @description('1 to 40 of a-z and 0-9: a hyphen cannot stand in the name of a Linux app setting.')
  @minLength(1)
  @maxLength(40)
  name: string

  @description('The settings Shops:NAME:* that are no secrets. Secrets are put into the vault: README.md.')
  settings: object

  @description('What also holds in its former value, the secret shop-NAME-former-...: docs/operations.md.')
  rotating: ('secret' | 'identity-key')[]?

  @description('Addresses that events are posted to; the secret of the first is shop-NAME-endpoint-0-secret.')
  endpoints: string[]?
}

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var sizes = loadJsonContent('environments.json')[environmentKind]

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: { name: 'id-churn-${token}', location: location, tags: tags }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'stchurn${token}'
    location: location
    tags: tags
    sku: sizes.storageSku
    principalId: identity.outputs.principalId
  }
}

module serviceBus 'modules/servicebus.bicep' = {
  name: 'servicebus'
  scope: group
  params: {
    name: 'sb-churn-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: { name: 'kv-${token}', location: location, tags: tags, principalId: identity.outputs.principalId, deployerId: deployerId }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: { name: 'churn-${token}', location: location, tags: tags, retentionInDays: sizes.logRetentionDays, principalId: identity.outputs.principalId }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    name: 'churn-${token}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    serviceBusId: serviceBus.outputs.id
    email: alertEmail
  }
}

module budget 'modules/budget.bicep' = if (!empty(budgetStart)) {
  name: 'budget'
  scope: group
  params: { name: 'budget-${environmentName}', amount: sizes.monthlyBudget, startDate: budgetStart, email: alertEmail }
}

module shopSettings 'modules/shop-settings.bicep' = {
  name: 'shop-settings'
  scope: group
  params: { shops: shops, vaultUri: vault.outputs.uri }
}

module app 'modules/functionapp.bicep' = {
  name: 'functionapp'
  scope: group
  params: {
    name: 'func-churn-${token}'
    location: location
    tags: tags
    storageName: storage.outputs.name
    packageContainerUri: storage.outputs.packageContainerUri
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    serviceBusNamespace: serviceBus.outputs.fullyQualifiedNamespace
    insightsConnectionString: monitoring.outputs.connectionString
    sizes: sizes
    settings: shopSettings.outputs.settings
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output FUNCTION_APP_NAME string = app.outputs.name
output KEY_VAULT_NAME string = vault.outputs.name
output WEBHOOK_BASE string = 'https://${app.outputs.hostName}/api/webhooks'
