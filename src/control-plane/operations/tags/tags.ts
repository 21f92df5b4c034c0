import type {
  ListTagsRequest,
  ListTagsResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import { checkTags } from '../../rules/tags.ts'
import { refuseUnderWay } from '../functions/existing-function.ts'
import type { OperationContext } from '../operation-context.ts'
import { type TaggedResource, taggedResource } from './tagged-resource.ts'

/** Lambda API: ListTags. */
export function listTags(input: ListTagsRequest, context: OperationContext): ListTagsResponse {
  return { Tags: taggedResource(input.Resource!, context).tags }
}

/** Lambda API: TagResource. */
export function tagResource(input: TagResourceRequest, context: OperationContext): Record<string, never> {
  const resource = taggedResource(input.Resource!, context)
  const added = input.Tags!
  if (Object.keys(added).length === 0)
    refuse('InvalidParameterValueException', 'An error occurred and the request cannot be processed.')
  return keep(resource, { ...resource.tags, ...added }, context)
}

/** Lambda API: UntagResource. Keys that are not there need no removal. */
export function untagResource(input: UntagResourceRequest, context: OperationContext): Record<string, never> {
  const resource = taggedResource(input.Resource!, context)
  const left = Object.entries(resource.tags).filter(([key]) => !input.TagKeys!.includes(key))
  return keep(resource, Object.fromEntries(left), context)
}

function keep(resource: TaggedResource, tags: Record<string, string>, context: OperationContext) {
  checkTags(tags)
  if (resource.fn) refuseUnderWay(resource.fn)
  context.commit([{ kind: 'tags', key: resource.key, value: { tags } }])
  return {}
}
