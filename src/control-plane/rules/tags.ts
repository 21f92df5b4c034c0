import { egressTag, parseEgress } from '../../lambda/egress.ts'
import { refuse } from '../../lambda/refusals.ts'

const tagsMax = 50

/** All tags that a resource would have (Lambda Developer Guide: tags; recorded answers). */
export function checkTags(tags: Readonly<Record<string, string>>): void {
  if (Object.keys(tags).length > tagsMax)
    refuse('InvalidParameterValueException', 'Number of tags exceeds resource tag limit.')
  const egress = parseEgress(tags[egressTag])
  if ('wrong' in egress)
    refuse(
      'InvalidParameterValueException',
      `The tag ${egressTag} takes internet, none, or IPv4 networks parted by blanks, not '${egress.wrong}'.`,
    )
  if (Object.keys(tags).some((key) => /^aws:/i.test(key)))
    refuse('InvalidParameterValueException', 'Tag keys that begin with aws: are reserved for system use.')
}
