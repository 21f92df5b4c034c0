import type { Scope } from './arn.ts'

/** How the catalog names its resources (resources.ts says which kind takes which). Keys sort as their parts do. */
export const scopeKey = (scope: Scope): string => `${scope.account}/${scope.region}`

export const functionKey = (scope: Scope, name: string): string => `${scope.account}/${scope.region}/${name}`

export const versionKey = (scope: Scope, name: string, version: string): string =>
  `${scope.account}/${scope.region}/${name}/${version}`

export const aliasKey = (scope: Scope, name: string, alias: string): string =>
  `${scope.account}/${scope.region}/${name}/${alias}`

/** Provisioned concurrency, URLs and policies of an alias or a published version. */
export const qualifiedKey = (scope: Scope, name: string, qualifier: string): string =>
  `${scope.account}/${scope.region}/${name}/${qualifier}`

export const layerKey = (scope: Scope, layer: string): string => `${scope.account}/${scope.region}/${layer}`

/** Of a layer's version and of its policy: no alias and no function version is a number of ten digits. */
export const layerVersionKey = (scope: Scope, layer: string, version: number): string =>
  `${scope.account}/${scope.region}/${layer}/${String(version).padStart(10, '0')}`
