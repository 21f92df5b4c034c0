/** What became of looking for a function's image. */
export type ImageResolution =
  /** `uri` names this image and no other; `digest` is its manifest's, `sha256:…`. */
  | { uri: string; digest: string }
  /** There is no such image, or it is not one that Lambda takes: in AWS's words. */
  | { refused: string }
  /** It is not known now: the registry cannot be reached, or wants to know who asks. */
  | { unknown: string }

/** Lambda API: CreateFunction, ImageConfig: what is said here is said instead of the image. */
export interface ImageOverrides {
  EntryPoint?: readonly string[]
  Command?: readonly string[]
  WorkingDirectory?: string
}
