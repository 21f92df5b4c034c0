import type { Cors, GetFunctionUrlConfigResponse } from '@aws-sdk/client-lambda'
import { integerBelow, type Random } from '../../../base/random.ts'
import { functionKey, qualifiedKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { UrlRecord } from '../../../lambda/resources.ts'
import { type FunctionTarget, functionTarget } from '../../rules/function-target.ts'
import type { OperationContext } from '../operation-context.ts'

type UrlConfiguration = UrlRecord['configuration']

/** A function has one URL, and each of its aliases one. */
export function urlTarget(
  named: { FunctionName?: string; Qualifier?: string },
  context: OperationContext,
): FunctionTarget & { key: string } {
  const target = functionTarget(named, context)
  const { name, qualifier } = target
  return { ...target, key: qualifier === undefined ? functionKey(target, name) : qualifiedKey(target, name, qualifier) }
}

export function findUrl(key: string, { catalog }: OperationContext): UrlRecord {
  return (
    catalog.get('function-url', key) ??
    refuse('ResourceNotFoundException', 'The resource you requested does not exist.')
  )
}

export function newUrlId(random: Random): string {
  return Array.from({ length: 32 }, () => alphabet[integerBelow(random, alphabet.length)]).join('')
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Settings that a request names; empty rules for other origins take them away. */
export function withCors(config: UrlConfiguration, Cors: Cors | undefined): UrlConfiguration {
  if (Cors === undefined) return config
  const { Cors: _, ...rest } = config
  return Object.keys(Cors).length > 0 ? { ...rest, Cors } : rest
}

/** As Get and List answer: how a URL is invoked is said even when nobody chose. */
export function shownUrl({ configuration }: UrlRecord): UrlConfiguration & GetFunctionUrlConfigResponse {
  return { ...configuration, InvokeMode: configuration.InvokeMode ?? 'BUFFERED' }
}
