import type { ListVersionsByFunctionRequest, ListVersionsByFunctionResponse } from '@aws-sdk/client-lambda'
import { latest } from '../../../lambda/arn.ts'
import type { VersionRecord } from '../../../lambda/resources.ts'
import { pageOf } from '../../rules/page.ts'
import type { OperationContext } from '../operation-context.ts'
import { existingFunction } from './existing-function.ts'
import { listedFunction } from './shown-function.ts'

/** Lambda API: ListVersionsByFunction. `$LATEST` first, then by number. */
export function listVersionsByFunction(
  input: ListVersionsByFunctionRequest,
  context: OperationContext,
): ListVersionsByFunctionResponse {
  const { key } = existingFunction(input, context)
  const versions = [...context.catalog.list('version', `${key}/`)].map(([, version]) => version)
  const ordered = versions.sort((a, b) => numberOf(a) - numberOf(b))
  const entries = ordered.map((version): [string, VersionRecord] => [pad(numberOf(version)), version])
  const { items, NextMarker } = pageOf(entries, input)
  return {
    ...(NextMarker !== undefined && { NextMarker }),
    Versions: items.map((version) => listedFunction(version, version.version)),
  }
}

const numberOf = ({ version }: VersionRecord): number => (version === latest ? 0 : Number(version))
/** So that markers sort as numbers do. */
const pad = (number: number): string => String(number).padStart(10, '0')
