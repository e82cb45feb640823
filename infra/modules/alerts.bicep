param name string
param location string
param tags object
param workspaceId string
param serviceBusId string

@description('Who is written to; empty: the alerts show in the portal alone.')
param email string

// A rule fires when its query returns a row. The metrics are those of docs/operations.md.
var rules = [
  {
    name: 'poison'
    severity: 1
    description: 'Messages were given up: docs/operations.md, "Messages that were given up".'
    frequency: 'PT15M'
    window: 'PT30M'
    query: '''
      AppMetrics | where Name == 'churn.queue.poison'
      | summarize arg_max(TimeGenerated, Max) by Queue = tostring(Properties.queue) | where Max > 0
    '''
  }
  {
    name: 'queue-age'
    severity: 2
    description: 'A queue grows: the message at its head has waited for more than fifteen minutes.'
    frequency: 'PT15M'
    window: 'PT30M'
    query: '''
      AppMetrics | where Name == 'churn.queue.age' and tostring(Properties.queue) != 'amendments'
      | summarize arg_max(TimeGenerated, Max) by Queue = tostring(Properties.queue) | where Max > 900
    '''
  }
  {
    name: 'lag'
    severity: 2
    description: 'Orders take more than ten minutes from the webhook to the ledger.'
    frequency: 'PT15M'
    window: 'PT30M'
    query: '''
      AppMetrics | where Name == 'churn.order.lag'
      | summarize Seconds = sum(Sum) / sum(ItemCount) by Shop = tostring(Properties.shop) | where Seconds > 600
    '''
  }
  {
    name: 'run-not-finished'
    severity: 2
    description: 'A run stands: two hours after its ranges were dealt out, not all were worked off.'
    frequency: 'PT1H'
    window: 'P1D'
    query: '''
      AppMetrics | where Name in ('churn.range.dealt', 'churn.range.finished')
      | summarize Dealt = sumif(Sum, Name endswith 'dealt'), Finished = sumif(Sum, Name endswith 'finished'),
          Last = maxif(TimeGenerated, Name endswith 'dealt') by Work = tostring(Properties.work)
      | where Last < ago(2h) and Finished < Dealt
    '''
  }
  {
    name: 'failures'
    severity: 1
    description: 'Deliveries could not be stored, or orders not recorded: their senders and the queue try again.'
    frequency: 'PT5M'
    window: 'PT15M'
    query: '''
      AppMetrics | where Name in ('churn.webhook.deliveries', 'churn.order.recorded') and tostring(Properties.outcome) == 'failed'
      | summarize Failed = sum(Sum) by Name | where Failed >= 5
    '''
  }
  {
    name: 'events'
    severity: 2
    description: 'Events do not leave, or an endpoint of a shop was disabled: docs/operations.md, "Events that do not arrive".'
    frequency: 'PT15M'
    window: 'PT30M'
    query: '''
      AppMetrics | where Name in ('churn.event.failed', 'churn.endpoint.disabled')
      | summarize Failed = sum(Sum) by Name | where Failed > 0
    '''
  }
  {
    name: 'silence'
    severity: 1
    description: 'Nothing was measured for half an hour: the app does not run, or its settings are refused at start.'
    frequency: 'PT15M'
    window: 'PT30M'
    query: '''
      AppMetrics | where Name == 'churn.queue.messages' | summarize Seen = count() | where Seen == 0
    '''
  }
]

resource actions 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'churn'
    emailReceivers: [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource rule 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for one in rules: {
  name: 'alert-${name}-${one.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Churn: ${one.name}'
    description: one.description
    severity: one.severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: one.frequency
    windowSize: one.window
    criteria: {
      allOf: [{
        query: one.query
        timeAggregation: 'Count'
        operator: 'GreaterThan'
        threshold: 0
        failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
      }]
    }
    autoMitigate: true
    // The tables exist from the first telemetry on, which comes after the deployment.
    skipQueryValidation: true
    actions: { actionGroups: empty(email) ? [] : [actions.id] }
  }
}]

// The service counts these itself: a person has to look at what a consumer of events gave up.
resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-${name}-dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'Service Bus has dead letters: docs/operations.md, "Events do not arrive".'
    severity: 1
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT30M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [{ name: 'dead', criterionType: 'StaticThresholdCriterion', metricName: 'DeadletteredMessages', timeAggregation: 'Maximum', operator: 'GreaterThan', threshold: 0 }]
    }
    actions: empty(email) ? [] : [{ actionGroupId: actions.id }]
  }
}
