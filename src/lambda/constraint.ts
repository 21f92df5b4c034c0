/** A shape's constraints: lengths of texts, lists and maps, or ranges of numbers. */
export interface Shape {
  min?: number
  max?: number
  pattern?: string
  enum?: readonly string[]
  number?: boolean
  sensitive?: boolean
  /** Shape of a list's members. */
  list?: string
  /** Shapes of a map's keys and values. */
  key?: string
  value?: string
}
