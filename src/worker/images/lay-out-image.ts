import type { Refusal } from '../../lambda/refusals.ts'
import type { Launch } from '../launcher.ts'
import type { EnvironmentSpec } from '../worker.ts'
import type { Images } from './images.ts'

/** Also of images that were there before this worker was started without containers. */
export const imagesNeedContainers: Refusal = {
  exception: 'InvalidRuntimeException',
  message: 'Functions packaged as container images run in containers alone: roost up --sandbox oci.',
}

type ImageCode = Extract<EnvironmentSpec['code'], { kind: 'image' }>

/** An image speaks the Runtime API as custom runtimes do, and brings all else itself. Rejects with BadImage. */
export async function layOutImage(
  { uri, overrides = {} }: ImageCode,
  images: Images | undefined,
): Promise<Pick<Launch, 'resolved' | 'awsSdk' | 'code'> | Refusal> {
  if (!images) return imagesNeedContainers
  const { release, ...image } = await images.lease(uri)
  const { EntryPoint, Command, WorkingDirectory } = overrides
  return {
    resolved: { language: 'provided', command: [], directory: '/var/runtime', visible: [], version: 'image' },
    awsSdk: { named: false },
    code: {
      taskRoot: '/var/task',
      image: {
        ...image,
        // What is given empty is not given.
        entryPoint: EntryPoint?.length ? EntryPoint : image.entryPoint,
        command: Command?.length ? Command : image.command,
        workingDirectory: WorkingDirectory || image.workingDirectory,
      },
      release,
    },
  }
}
