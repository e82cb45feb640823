@minLength(3)
@maxLength(24)
param name string

param location string
param tags object
param sku string

@description('Who may read and write all of it.')
param principalId string

var packageContainer = 'app-package'

// The names are the code's, QueueNames and TableNames: a test compares them. Each queue that the app works off has another beside it for
// messages that failed too often. In buyer-events events lie for other programs.
var workQueues = [
  'orders', 'amendments', 'merge-checks', 'reclassify', 'offers', 'requests', 'rebuild', 'accounts', 'runs', 'outbox', 'deliveries'
]
var queues = concat(workQueues, ['buyer-events'])
var tables = [
  'Buyers', 'Identities', 'Offers', 'Poisoned', 'Exports', 'Shops', 'Accounts', 'Models', 'Runs', 'Reports', 'Policies', 'Endpoints'
  'Deliveries'
]

// The host keeps leases, keys and the timers' last runs in blobs, and needs to own them.
var roles = loadJsonContent('../roles.json')
var granted = [roles.storageBlobDataOwner, roles.storageQueueDataContributor, roles.storageTableDataContributor]

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    defaultToOAuthAuthentication: true
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: blobService
  name: packageContainer
  properties: { publicAccess: 'None' }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [for queueName in queues: {
  parent: queueService
  name: queueName
}]

resource poison 'Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01' = [for queueName in workQueues: {
  parent: queueService
  name: '${queueName}-poison'
}]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2023-05-01' = {
  parent: account
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01' = [for tableName in tables: {
  parent: tableService
  name: tableName
}]

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in granted: {
  scope: account
  name: guid(account.id, principalId, role)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

output name string = account.name
output packageContainerUri string = '${account.properties.primaryEndpoints.blob}${packageContainer}'
