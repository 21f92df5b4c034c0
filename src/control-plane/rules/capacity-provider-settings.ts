import type { CapacityProvider } from '@aws-sdk/client-lambda'
import { refuse } from '../../lambda/refusals.ts'
import type { Kept } from '../../lambda/resources.ts'

type Settings = Partial<Kept<CapacityProvider>>

const vCpuDefault = 400

/** Lambda API: CreateCapacityProvider, UpdateCapacityProvider. What the shapes alone do not say. */
export function checkCapacityProviderSettings(settings: Settings): void {
  const { AllowedInstanceTypes: allowed, ExcludedInstanceTypes: excluded } = settings.InstanceRequirements ?? {}
  if (allowed?.length && excluded?.length)
    refuse('InvalidParameterValueException', 'AllowedInstanceTypes and ExcludedInstanceTypes cannot be used together.')
  const { ScalingMode: mode, ScalingPolicies: policies } = settings.CapacityProviderScalingConfig ?? {}
  if (mode === 'Manual' && !policies?.length)
    refuse('InvalidParameterValueException', 'ScalingPolicies are required when ScalingMode is Manual.')
  if (mode !== 'Manual' && policies?.length)
    refuse('InvalidParameterValueException', 'ScalingPolicies require ScalingMode to be Manual.')
  const { Mode: tags = 'None', ExplicitTags: explicit } = settings.PropagateTags ?? {}
  if (tags === 'None' && explicit && Object.keys(explicit).length > 0)
    refuse('InvalidParameterValueException', 'ExplicitTags require the PropagateTags mode Explicit.')
}

/** A provider scales by itself, up to 400 vCPUs, unless it is told otherwise. */
export function withScalingDefaults(
  scaling: Settings['CapacityProviderScalingConfig'],
): NonNullable<Settings['CapacityProviderScalingConfig']> {
  return { MaxVCpuCount: vCpuDefault, ScalingMode: 'Auto', ...scaling }
}
