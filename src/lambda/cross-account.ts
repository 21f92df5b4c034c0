/**
 * Operations that may act on what another account has, when the policy of that resource lets them (Lambda Developer
 * Guide: granting access to other accounts). All others answer AccessDenied without a word why.
 */
export const crossAccountOperations: ReadonlySet<string> = new Set([
  'Invoke',
  'InvokeAsync',
  'InvokeWithResponseStream',
  'CreateAlias',
  'DeleteAlias',
  'DeleteFunction',
  'DeleteFunctionConcurrency',
  'GetAlias',
  'GetFunction',
  'GetFunctionConcurrency',
  'GetFunctionConfiguration',
  'GetPolicy',
  'GetLayerVersion',
  'GetLayerVersionByArn',
  'ListAliases',
  'ListTags',
  'ListVersionsByFunction',
  'PublishVersion',
  'PutFunctionConcurrency',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdateFunctionCode',
])
