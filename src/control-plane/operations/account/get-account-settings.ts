import type { GetAccountSettingsResponse } from '@aws-sdk/client-lambda'
import { scopeKey } from '../../../lambda/keys.ts'
import {
  accountConcurrencyDefault,
  codeStorageBytesMax,
  unzippedBytesMax,
  zippedBytesMax,
} from '../../../lambda/quotas.ts'
import { unreservedConcurrency } from '../../rules/provisioned-allocation.ts'
import type { OperationContext } from '../operation-context.ts'

/** Lambda API: GetAccountSettings. Every version and every version of a layer counts with its whole package. */
export function getAccountSettings(_input: object, { caller, catalog }: OperationContext): GetAccountSettingsResponse {
  const prefix = `${scopeKey(caller)}/`
  let bytes = 0
  for (const [, { code }] of catalog.list('version', prefix)) if (code.kind === 'zip') bytes += code.sizeBytes
  for (const [, { sizeBytes }] of catalog.list('layer-version', prefix)) bytes += sizeBytes
  const settings = catalog.get('account-settings', scopeKey(caller))
  return {
    AccountLimit: {
      TotalCodeSize: codeStorageBytesMax,
      CodeSizeUnzipped: unzippedBytesMax,
      CodeSizeZipped: zippedBytesMax,
      ConcurrentExecutions: settings?.concurrentExecutions ?? accountConcurrencyDefault,
      UnreservedConcurrentExecutions: unreservedConcurrency(catalog, caller),
    },
    AccountUsage: { TotalCodeSize: bytes, FunctionCount: [...catalog.list('function', prefix)].length },
  }
}
