import type { FunctionConfiguration, PublishVersionRequest } from '@aws-sdk/client-lambda'
import { versionKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { VersionRecord } from '../../../lambda/resources.ts'
import type { OperationContext } from '../operation-context.ts'
import { checkRevision, type ExistingFunction, existingFunction, refuseUnderWay } from './existing-function.ts'
import { nextVersion } from './next-version.ts'
import { shownFunction } from './shown-function.ts'

/** Lambda API: PublishVersion. Without a change since the last one, the answer is that one. */
export function publishVersion(input: PublishVersionRequest, context: OperationContext): FunctionConfiguration {
  const found = existingFunction(input, context)
  const { CodeSha256 } = found.version.configuration
  refuseUnderWay(found)
  checkRevision(found, input.RevisionId)
  if (input.CodeSha256 && input.CodeSha256 !== CodeSha256)
    refuse(
      'InvalidParameterValueException',
      `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${CodeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
    )
  const last = lastPublished(found, context)
  if (last && substanceOf(last) === substanceOf(found.version)) return shownFunction(last, last.version)
  const { version, writes } = nextVersion(found, { description: input.Description }, context)
  const { latestKey } = found
  const revised = { ...found.version.configuration, RevisionId: context.random.uuid() }
  context.commit([
    ...writes,
    {
      kind: 'version',
      key: latestKey,
      value: { ...found.version, configuration: revised },
      expected: context.catalog.revisionOf('version', latestKey),
    },
  ])
  return shownFunction(version, version.version)
}

function lastPublished({ record, target }: ExistingFunction, { catalog }: OperationContext): VersionRecord | undefined {
  return catalog.get('version', versionKey(target, target.name, String(record.lastVersion)))
}

/** Of a version's configuration, what does not make it another version. */
const incidental: ReadonlySet<string> = new Set([
  'Version',
  'RevisionId',
  'Description',
  'LastModified',
  'SnapStart',
  'State',
  'LastUpdateStatus',
] satisfies (keyof FunctionConfiguration)[])

function substanceOf({ configuration, code }: VersionRecord): string {
  const substance = Object.entries(configuration).filter(([member]) => !incidental.has(member))
  return JSON.stringify([substance.sort(byName), configuration.SnapStart?.ApplyOn, code])
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1)
