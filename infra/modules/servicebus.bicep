param name string
param location string
param tags object

@description('Topics that the app sends events to.')
param topics string[]

@description('Queues that shops send orders to, one session a buyer.')
param queues string[]

@description('Who may send and receive.')
param principalId string

var roles = loadJsonContent('../roles.json')
// The app sends events and receives orders; it manages nothing.
var granted = [roles.serviceBusDataSender, roles.serviceBusDataReceiver]

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
  }
}

// A day is longer than any crash takes to be swept up: an event that is published twice within it arrives once.
resource topic 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = [for topicName in topics: {
  parent: namespace
  name: topicName
  properties: {
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'P1D'
    supportOrdering: true
    defaultMessageTimeToLive: 'P14D'
  }
}]

// With sessions, so that whoever reads it gets each buyer's events in order.
resource subscription 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [for (topicName, index) in topics: {
  parent: topic[index]
  name: 'all'
  properties: {
    requiresSession: true
    maxDeliveryCount: 10
    lockDuration: 'PT1M'
    deadLetteringOnMessageExpiration: true
  }
}]

// What cannot be stored is given back after half a minute: a hundred deliveries outlive an outage of fifty minutes.
resource queue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [for queueName in queues: {
  parent: namespace
  name: queueName
  properties: {
    requiresSession: true
    maxDeliveryCount: 100
    lockDuration: 'PT5M'
    deadLetteringOnMessageExpiration: true
  }
}]

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in granted: {
  scope: namespace
  name: guid(namespace.id, principalId, role)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

output fullyQualifiedNamespace string = '${namespace.name}.servicebus.windows.net'
output id string = namespace.id
