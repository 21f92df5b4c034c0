import type { CreateCapacityProviderRequest } from '@aws-sdk/client-lambda'
import { lambdaInstant } from '../../../base/instant.ts'
import { scopeKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import { checkCapacityProviderSettings, withScalingDefaults } from '../../rules/capacity-provider-settings.ts'
import type { OperationContext } from '../operation-context.ts'
import {
  capacityProviderArn,
  capacityProviderKey,
  capacityProviderName,
  type StoredProvider,
} from './capacity-provider.ts'

/** Lambda quotas: capacity providers of an account. */
const providersMax = 1000

/** Lambda API: CreateCapacityProvider. */
export function createCapacityProvider(
  input: CreateCapacityProviderRequest,
  context: OperationContext,
): { CapacityProvider: StoredProvider } {
  const { caller, catalog, clock } = context
  const { account, region } = caller
  const name = capacityProviderName(input.CapacityProviderName!)
  const key = capacityProviderKey(caller, name)
  const arn = capacityProviderArn(caller, name)
  checkCapacityProviderSettings(input)
  if (catalog.get('capacity-provider', key))
    refuse('ResourceConflictException', `Capacity provider already exists: ${arn}`)
  if ([...catalog.list('capacity-provider', `${scopeKey(caller)}/`)].length >= providersMax)
    refuse('CapacityProviderLimitExceededException', 'The maximum number of capacity providers has been reached.')
  const configuration: StoredProvider = {
    CapacityProviderArn: arn,
    State: 'Pending',
    VpcConfig: input.VpcConfig,
    PermissionsConfig: input.PermissionsConfig,
    ...(input.InstanceRequirements && { InstanceRequirements: input.InstanceRequirements }),
    CapacityProviderScalingConfig: withScalingDefaults(input.CapacityProviderScalingConfig),
    ...(input.KmsKeyArn && { KmsKeyArn: input.KmsKeyArn }),
    LastModified: lambdaInstant(clock.now()),
    ...(input.PropagateTags && { PropagateTags: input.PropagateTags }),
    ...(input.TelemetryConfig && { TelemetryConfig: input.TelemetryConfig }),
  }
  context.commit([
    { kind: 'capacity-provider', key, value: { account, region, configuration }, expected: 0 },
    ...(input.Tags ? [{ kind: 'tags' as const, key: arn, value: { tags: input.Tags } }] : []),
  ])
  return { CapacityProvider: configuration }
}
