targetScope = 'subscription'

@minLength(1)
@maxLength(40)
@description('Names the resource group and, hashed, everything in it.')
param environmentName string

@description('A region with Flex Consumption: az functionapp list-flexconsumption-locations')
param location string

@description('The shops. Names: 1 to 40 of a-z and 0-9 (a hyphen cannot stand in the name of a Linux app setting). `settings` are those of Shops:{shop}:* that are no secrets; secrets are put into the vault, see README.md.')
param shops shopType[]

@description('Object id of whoever deploys: they may put secrets into the vault. Empty: nobody is granted that here.')
param deployerId string = ''

type shopType = {
  name: string
  settings: object
}

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var settings = loadJsonContent('settings.json').app
var queues = map(filter(items(settings), setting => endsWith(setting.key, 'Queue')), setting => string(setting.value))
var tables = map(filter(items(settings), setting => startsWith(setting.key, 'Tables__')), setting => string(setting.value))

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-churn-${token}'
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'stchurn${token}'
    location: location
    tags: tags
    queues: queues
    tables: tables
    principalId: identity.outputs.principalId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    deployerId: deployerId
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    name: 'churn-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module shopSettings 'modules/shop-settings.bicep' = {
  name: 'shop-settings'
  scope: group
  params: {
    shops: shops
    vaultUri: vault.outputs.uri
  }
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
    insightsConnectionString: monitoring.outputs.connectionString
    settings: union(settings, shopSettings.outputs.settings)
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output FUNCTION_APP_NAME string = app.outputs.name
output KEY_VAULT_NAME string = vault.outputs.name
output WEBHOOK_BASE string = 'https://${app.outputs.hostName}/api/webhooks'
