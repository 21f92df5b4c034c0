/** Identifiers are types of their own: a request id never stands where an environment id should. */
declare const brand: unique symbol
type Id<Name extends string> = string & { readonly [brand]: Name }

/** Twelve digits. */
export type AccountId = Id<'AccountId'>
export type Region = Id<'Region'>
/** A UUID; the same over every hop and attempt of one invocation. */
export type RequestId = Id<'RequestId'>
export type EnvironmentId = Id<'EnvironmentId'>
/** Hexadecimal SHA-256 of the content. */
export type BlobId = Id<'BlobId'>
export type NodeId = Id<'NodeId'>
