@description('As in main.bicep.')
param shops array
param vaultUri string

// While a secret is not in the vault, its reference stays as text, which the app refuses at start.
var perShop = [for shop in shops: union(
  toObject(items(shop.settings), setting => 'Shops__${shop.name}__${setting.key}', setting => string(setting.value)),
  {
    'Shops__${shop.name}__Secrets__0': '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/shop-${shop.name}-secret/)'
    'Shops__${shop.name}__IdentityKeys__0': '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/shop-${shop.name}-identity-key/)'
  },
  contains(shop.settings, 'ApiUrl')
    ? { 'Shops__${shop.name}__ApiToken': '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/shop-${shop.name}-api-token/)' }
    : {},
  contains(shop.?rotating ?? [], 'secret')
    ? { 'Shops__${shop.name}__Secrets__1': '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/shop-${shop.name}-former-secret/)' }
    : {},
  contains(shop.?rotating ?? [], 'identity-key')
    ? { 'Shops__${shop.name}__IdentityKeys__1': '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/shop-${shop.name}-former-identity-key/)' }
    : {},
  toObject(range(0, length(shop.?endpoints ?? [])), i => 'Shops__${shop.name}__Endpoints__${i}__Url', i => shop.endpoints[i]),
  toObject(
    range(0, length(shop.?endpoints ?? [])),
    i => 'Shops__${shop.name}__Endpoints__${i}__Secrets__0',
    i => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/shop-${shop.name}-endpoint-${i}-secret/)'
  )
)]

output settings object = reduce(perShop, {}, (all, one) => union(all, one))
