import type { CreateEventSourceMappingRequest } from '@aws-sdk/client-lambda'
import { mappingArn } from '../../../lambda/arn.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { Kept } from '../../../lambda/resources.ts'
import { newMapping } from '../../rules/mapping-configuration.ts'
import { refuseDuplicateMapping } from '../../rules/mapping-duplicate.ts'
import { checkMappedFunction } from '../../rules/mapping-function.ts'
import { checkMappingSettings } from '../../rules/mapping-settings.ts'
import { sourceKind } from '../../rules/mapping-source.ts'
import { checkMappingStart } from '../../rules/mapping-start.ts'
import { checkSource } from '../../rules/source-probe.ts'
import type { OperationContext } from '../operation-context.ts'
import { type MappingConfiguration, mappedFunction, mappingKey, mappingsOf } from './mapping.ts'

/** Lambda API: CreateEventSourceMapping. Accepted at once; it is Enabled or Disabled a little later. */
export async function createEventSourceMapping(
  input: Kept<CreateEventSourceMappingRequest>,
  context: OperationContext,
): Promise<MappingConfiguration> {
  const { caller, clock, random } = context
  const { account, region } = caller
  const kind = sourceKind(input)
  if (!kind) refuse('InvalidParameterValueException', 'Unrecognized event source.')
  const fn = mappedFunction(input.FunctionName!, context)
  checkMappingStart(kind, input, clock.now())
  const uuid = random.uuid()
  const arn = mappingArn(caller, uuid)
  const configuration = newMapping(kind, input, { uuid, arn, functionArn: fn.arn, modified: clock.now() / 1000 })
  checkMappingSettings(kind, input, configuration)
  checkMappedFunction(kind, fn.version)
  await checkSource(context.probe, {
    kind,
    arn: input.EventSourceArn,
    functionTimeoutSeconds: fn.version.configuration.Timeout ?? 0,
  })
  refuseDuplicateMapping(configuration, mappingsOf(context))
  const value = { account, region, configuration, enabled: input.Enabled ?? true, functionName: fn.name }
  context.commit([
    { kind: 'event-source-mapping', key: mappingKey(caller, uuid), value, expected: 0 },
    ...(input.Tags ? [{ kind: 'tags' as const, key: arn, value: { tags: input.Tags } }] : []),
  ])
  return configuration
}
