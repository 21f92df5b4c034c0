import type { UpdateFunctionUrlConfigRequest, UpdateFunctionUrlConfigResponse } from '@aws-sdk/client-lambda'
import { microInstant } from '../../../base/instant.ts'
import type { OperationContext } from '../operation-context.ts'
import { findUrl, urlTarget, withCors } from './url-config.ts'

/** Lambda API: UpdateFunctionUrlConfig. Keeps what it does not name. */
export function updateFunctionUrlConfig(
  input: UpdateFunctionUrlConfigRequest,
  context: OperationContext,
): UpdateFunctionUrlConfigResponse {
  const { key } = urlTarget(input, context)
  const record = findUrl(key, context)
  const { AuthType, InvokeMode, Cors } = input
  const configuration = withCors(
    {
      ...record.configuration,
      ...(AuthType && { AuthType }),
      ...(InvokeMode && { InvokeMode }),
      LastModifiedTime: microInstant(context.clock.now()),
    },
    Cors,
  )
  context.commit([{ kind: 'function-url', key, value: { ...record, configuration } }])
  return configuration
}
