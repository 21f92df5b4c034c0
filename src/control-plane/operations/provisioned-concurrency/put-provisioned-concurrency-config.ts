import type {
  PutProvisionedConcurrencyConfigRequest,
  PutProvisionedConcurrencyConfigResponse,
} from '@aws-sdk/client-lambda'
import { lambdaInstant } from '../../../base/instant.ts'
import { latest } from '../../../lambda/arn.ts'
import { aliasKey, functionKey, qualifiedKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { ProvisionedRecord } from '../../../lambda/resources.ts'
import { checkProvisionedAllocation } from '../../rules/provisioned-allocation.ts'
import type { OperationContext } from '../operation-context.ts'
import { type ProvisionedTarget, provisionedTarget, shownProvisioned } from './provisioned-target.ts'

const unpublished = 'Provisioned Concurrency Configs cannot be applied to unpublished function versions.'

/** Lambda API: PutProvisionedConcurrencyConfig. Accepted at once; the environments are made afterwards. */
export function putProvisionedConcurrencyConfig(
  input: PutProvisionedConcurrencyConfigRequest,
  context: OperationContext,
): PutProvisionedConcurrencyConfigResponse {
  const target = provisionedTarget(input, context, unpublished)
  const { account, region, name, qualifier, key, version } = target
  if (version.version === latest) refuse('InvalidParameterValueException', unpublished)
  checkVersionKind(target)
  checkOtherWay(target, context)
  const record = {
    account,
    region,
    name,
    qualifier,
    ...progressTowards(input.ProvisionedConcurrentExecutions!, context.catalog.get('provisioned-concurrency', key)),
    lastModified: lambdaInstant(context.clock.now()),
  }
  checkProvisionedAllocation(context.catalog, record, key)
  context.commit([{ kind: 'provisioned-concurrency', key, value: record }])
  return shownProvisioned(record)
}

/** What is there already serves on; asking again for what is ready begins nothing. */
function progressTowards(
  requested: number,
  before?: ProvisionedRecord,
): Pick<ProvisionedRecord, 'requested' | 'available' | 'allocated' | 'status'> {
  return {
    requested,
    available: Math.min(before?.available ?? 0, requested),
    allocated: Math.min(before?.allocated ?? 0, requested),
    status: before?.status === 'READY' && before.requested === requested ? 'READY' : 'IN_PROGRESS',
  }
}

function checkVersionKind({ version }: ProvisionedTarget): void {
  const { SnapStart, TenancyConfig } = version.configuration
  if (SnapStart?.OptimizationStatus === 'On')
    refuse('InvalidParameterValueException', 'Provisioned Concurrency is not supported for functions with SnapStart.')
  if (TenancyConfig)
    refuse(
      'InvalidParameterValueException',
      'Provisioned Concurrency is not supported for functions with tenant isolation.',
    )
}

/** A version has environments of its own or by its alias, never both. */
function checkOtherWay(target: ProvisionedTarget, { catalog }: OperationContext): void {
  const { name, qualifier, version } = target
  if (qualifier !== version.version) {
    const { FunctionVersion, RoutingConfig } = catalog.get('alias', aliasKey(target, name, qualifier))!.configuration
    for (const each of [FunctionVersion!, ...Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {})])
      if (catalog.get('provisioned-concurrency', qualifiedKey(target, name, each)))
        refuse(
          'ResourceConflictException',
          "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
        )
    return
  }
  for (const [key, { configuration }] of catalog.list('alias', `${functionKey(target, name)}/`)) {
    const weights = configuration.RoutingConfig?.AdditionalVersionWeights ?? {}
    const points = configuration.FunctionVersion === qualifier || qualifier in weights
    if (points && catalog.get('provisioned-concurrency', key))
      refuse('ResourceConflictException', 'Version is pointed by a Provisioned Concurrency alias')
  }
}
