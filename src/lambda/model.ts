/** The wire model of the Lambda API, as scripts/write-model.ts reads it from the SDK's schemas. */
export interface Model {
  operations: Record<string, OperationModel>
  structures: Record<string, Record<string, Member>>
  errors: Record<string, { status: number; spelling: 'message' | 'Message' }>
}

export interface OperationModel {
  method: string
  /** With labels in braces, and a fixed query where two operations share a path. */
  uri: string
  /** HTTP status of success. */
  status: number
  /** Names of structures; empty for none. */
  input: string
  output: string
}

export interface Member {
  type: Type
  required?: true
  /** Absent: a member of the JSON body. */
  in?: Place
  /** The header's or query's name. */
  as?: string
}

export type Place = 'label' | 'query' | 'header' | 'payload' | 'status'
export type Type =
  | 'string'
  | 'number'
  | 'boolean'
  | 'timestamp'
  | 'document'
  | 'blob'
  | { list: Type }
  | { map: Type }
  | { structure: string }
