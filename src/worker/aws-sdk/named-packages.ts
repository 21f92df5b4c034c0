const carriedByNode = String.raw`@(?:aws-sdk|smithy|aws-crypto)\/[a-z0-9][a-z0-9._-]*`
/** Only where it is loaded: bundles hold the names of what they hold, too. */
const loadedByNode = new RegExp(
  String.raw`(?:\bfrom|\bimport|require(?:\.resolve)?)\s*(?:\(\s*)?(["'\`])(${carriedByNode})(?:\/[^"'\`]*)?\1`,
  'g',
)

/** Packages of AWS's SDK that a source file in JavaScript loads. */
export const packagesOfScript = (source: string): string[] => [
  ...new Set([...source.matchAll(loadedByNode)].map(([, , name]) => name!)),
]

const onlyCarriedByNode = new RegExp(`^${carriedByNode}$`)

/** Packages of AWS's SDK that an installed package leaves to whoever runs it, or should have brought. */
export function packagesOfManifest(manifest: string): string[] {
  const { dependencies = {}, peerDependencies = {} } = readManifest(manifest)
  const names = [...Object.keys(dependencies), ...Object.keys(peerDependencies)]
  return names.filter((name) => onlyCarriedByNode.test(name))
}

function readManifest(text: string): { dependencies?: object; peerDependencies?: object } {
  try {
    return (JSON.parse(text) as object | null) ?? {}
  } catch {
    return {}
  }
}

const carriedByPython = '(boto3|botocore|s3transfer|jmespath|dateutil|urllib3|six)'
const importedByPython = new RegExp(
  String.raw`^[ \t]*(?:from|import)[ \t]+(?:[\w.][\w., \t]*,[ \t]*)?${carriedByPython}\b|import_module\(\s*["']${carriedByPython}\b`,
  'gm',
)

/** Modules that AWS's Python runtimes carry and a source file imports. */
export const modulesOfScript = (source: string): string[] => [
  ...new Set([...source.matchAll(importedByPython)].map(([, statement, call]) => (statement ?? call)!)),
]
