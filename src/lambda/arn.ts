import type { AccountId, Region } from '../base/identity.ts'

/** Where a request is made: the account of its caller and the region of its signature. */
export interface Scope {
  account: AccountId
  region: Region
}

/** A function as somebody named it: `name`, `name:qualifier`, `account:function:name` or an ARN. */
export interface FunctionReference {
  /** Absent where the text does not say; then the scope of the request decides. */
  account?: AccountId
  region?: Region
  name: string
  qualifier?: string
}

export const latest = '$LATEST'

/**
 * Reads a text that satisfied the API's pattern for function names (Lambda API: FunctionName).
 * `arn:aws:lambda:us-east-1:111111111111:function:f:live` → account, region, name and qualifier.
 */
export function parseFunctionReference(text: string): FunctionReference {
  const match =
    /^(?:arn:aws[a-zA-Z-]*:lambda:)?(?:([a-z]{2,4}(?:-[a-z]+)+-\d):)?(?:(\d{12}):)?(?:function:)?([^:]+)(?::([^:]+))?$/.exec(
      text,
    )
  if (!match) return { name: text }
  const [, region, account, name, qualifier] = match
  return { region: region as Region, account: account as AccountId, name: name!, qualifier }
}

export function functionArn(scope: Scope, name: string, qualifier?: string): string {
  const arn = `arn:aws:lambda:${scope.region}:${scope.account}:function:${name}`
  return qualifier === undefined ? arn : `${arn}:${qualifier}`
}

export const layerArn = (scope: Scope, name: string): string =>
  `arn:aws:lambda:${scope.region}:${scope.account}:layer:${name}`
export const mappingArn = (scope: Scope, uuid: string): string =>
  `arn:aws:lambda:${scope.region}:${scope.account}:event-source-mapping:${uuid}`

/** The six fields of any ARN; undefined when the text is none. */
export function parseArn(
  arn: string,
): { service: string; region: string; account: string; resource: string } | undefined {
  const match = /^arn:aws[a-zA-Z-]*:([^:]*):([^:]*):([^:]*):(.+)$/.exec(arn)
  if (!match) return undefined
  return { service: match[1]!, region: match[2]!, account: match[3]!, resource: match[4]! }
}
