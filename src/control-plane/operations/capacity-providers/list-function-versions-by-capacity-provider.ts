import type {
  ListFunctionVersionsByCapacityProviderRequest,
  ListFunctionVersionsByCapacityProviderResponse,
} from '@aws-sdk/client-lambda'
import { functionArn } from '../../../lambda/arn.ts'
import { pageOf } from '../../rules/page.ts'
import type { OperationContext } from '../operation-context.ts'
import { findCapacityProvider, versionsOn } from './capacity-provider.ts'

/** Lambda API: ListFunctionVersionsByCapacityProvider. */
export function listFunctionVersionsByCapacityProvider(
  input: ListFunctionVersionsByCapacityProviderRequest,
  context: OperationContext,
): ListFunctionVersionsByCapacityProviderResponse {
  const arn = findCapacityProvider(input.CapacityProviderName!, context).record.configuration.CapacityProviderArn!
  const { items, NextMarker } = pageOf(versionsOn(arn, context), input)
  return {
    CapacityProviderArn: arn,
    FunctionVersions: items.map(({ account, region, name, version, configuration }) => ({
      FunctionArn: functionArn({ account, region }, name, version),
      State: configuration.State!,
    })),
    ...(NextMarker && { NextMarker }),
  }
}
