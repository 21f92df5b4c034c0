import { refuse } from '../../lambda/refusals.ts'
import type { MappingSettings } from './mapping-settings.ts'
import { type SourceKind, type SourceSetting, sourceRules } from './mapping-source.ts'

/** What only a creation has to say: where a stream is begun, and what its kind of source cannot do without. */
export function checkMappingStart(kind: SourceKind, input: MappingSettings, nowMs: number): void {
  for (const setting of sourceRules[kind].requires) if (isMissing(input, setting)) refuseMissing(setting)
  if (kind === 'mq' || kind === 'documentdb') checkSecret(input)
  if (kind === 'documentdb' && !input.DocumentDBEventSourceConfig?.DatabaseName) refuseMissing('DatabaseName')
  if (kind === 'kafka' && !input.SelfManagedEventSource?.Endpoints?.KAFKA_BOOTSTRAP_SERVERS?.length)
    refuseMissing('KAFKA_BOOTSTRAP_SERVERS')
  checkPosition(kind, input, nowMs)
}

function isMissing(input: MappingSettings, setting: SourceSetting): boolean {
  const value = input[setting]
  return value === undefined || (Array.isArray(value) && value.length === 0)
}

function refuseMissing(setting: string): never {
  const name = setting.charAt(0).toLowerCase() + setting.slice(1)
  refuse('InvalidParameterValueException', `Required '${name}' parameter is missing.`)
}

function checkSecret(input: MappingSettings): void {
  if (!input.SourceAccessConfigurations?.some(({ Type }) => Type === 'BASIC_AUTH')) refuseMissing('BASIC_AUTH')
}

function checkPosition(kind: SourceKind, input: MappingSettings, nowMs: number): void {
  const { StartingPosition: position, StartingPositionTimestamp: moment } = input
  const positions: readonly string[] = sourceRules[kind].startingPositions
  if (positions.length === 0) {
    if (position === undefined) return
    const source = kind === 'mq' ? 'Amazon MQ' : 'SQS'
    refuse('InvalidParameterValueException', `StartingPosition is not valid for ${source} event sources.`)
  }
  if (position === undefined) refuseNull('startingPosition')
  if (!positions.includes(position))
    refuse('InvalidParameterValueException', `Unsupported starting position for arn type: ${input.EventSourceArn}`)
  if (position !== 'AT_TIMESTAMP') return
  if (moment === undefined) refuseNull('startingPositionTimestamp')
  if (moment * 1000 > nowMs)
    refuse('InvalidParameterValueException', 'StartingPositionTimestamp cannot be in the future.')
}

function refuseNull(member: string): never {
  refuse(
    'InvalidParameterValueException',
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null.`,
  )
}
