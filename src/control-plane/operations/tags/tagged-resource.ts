import { parseArn } from '../../../lambda/arn.ts'
import { layerKey, scopeKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import { functionTarget } from '../../rules/function-target.ts'
import { parseLayerReference } from '../../rules/layer-version.ts'
import { findCapacityProvider } from '../capacity-providers/capacity-provider.ts'
import { codeSigningConfigOf } from '../code-signing/code-signing-config.ts'
import { type ExistingFunction, existingFunction } from '../functions/existing-function.ts'
import type { OperationContext } from '../operation-context.ts'

export interface TaggedResource {
  /** Of the catalog's `tags` kind: the resource's ARN. */
  key: string
  tags: Readonly<Record<string, string>>
  /** When it is one. */
  fn?: ExistingFunction
}

/** What an ARN that can be tagged names; its form has been checked. */
export function taggedResource(arn: string, context: OperationContext): TaggedResource {
  const fn = lookUp(arn, context)
  return { key: arn, tags: context.catalog.get('tags', arn)?.tags ?? {}, fn }
}

function lookUp(arn: string, context: OperationContext): ExistingFunction | undefined {
  const { caller, catalog } = context
  const [kind, name = ''] = parseArn(arn)?.resource.split(':') ?? []
  switch (kind) {
    case 'function': {
      if (functionTarget({ FunctionName: arn }, context).qualifier !== undefined)
        refuse(
          'InvalidParameterValueException',
          'Tags on function aliases and versions are not supported. Please specify a function ARN.',
        )
      return existingFunction({ FunctionName: arn }, context)
    }
    case 'capacity-provider':
      findCapacityProvider(arn, context)
      return undefined
    case 'code-signing-config':
      codeSigningConfigOf(arn, context)
      return undefined
    case 'event-source-mapping':
      if (
        catalog.get('event-source-mapping', `${scopeKey(caller)}/${name}`)?.configuration.EventSourceMappingArn !== arn
      )
        refuse('ResourceNotFoundException', `Event source mapping not found: ${arn}`)
      return undefined
    default: {
      // Nothing else that can be tagged is left.
      const layer = parseLayerReference(arn, caller)
      if (!catalog.get('layer', layerKey(layer, layer.layer)))
        refuse('ResourceNotFoundException', 'The resource you requested does not exist.')
      return undefined
    }
  }
}
