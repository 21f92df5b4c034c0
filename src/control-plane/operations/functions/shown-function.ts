import type { FunctionConfiguration } from '@aws-sdk/client-lambda'
import { functionArn } from '../../../lambda/arn.ts'
import type { VersionRecord } from '../../../lambda/resources.ts'

/** A version's configuration as it was asked for: the ARN repeats the qualifier, and nothing is added. */
export function shownFunction(
  { configuration, name, ...scope }: VersionRecord,
  qualifier?: string,
): FunctionConfiguration {
  const { FunctionName, ...rest } = configuration
  return { FunctionName, FunctionArn: functionArn(scope, name, qualifier), ...rest }
}

const notListed: ReadonlySet<string> = new Set([
  'State',
  'StateReason',
  'StateReasonCode',
  'LastUpdateStatus',
  'LastUpdateStatusReason',
  'LastUpdateStatusReasonCode',
  'RuntimeVersionConfig',
] satisfies (keyof FunctionConfiguration)[])

/** One of a list: without state and runtime version (recorded AWS answer). */
export const listedFunction = (version: VersionRecord, qualifier?: string): FunctionConfiguration =>
  Object.fromEntries(Object.entries(shownFunction(version, qualifier)).filter(([member]) => !notListed.has(member)))
