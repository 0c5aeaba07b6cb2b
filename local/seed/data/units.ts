/** The unit tree as paths below the root, parents before children. */
export const UNITS = [
  'Workloads',
  'Workloads/Prod',
  'Workloads/Prod/Payments',
  'Workloads/Prod/Identity',
  'Workloads/Prod/Data',
  'Workloads/Prod/Commerce',
  'Workloads/NonProd',
  'Workloads/NonProd/Payments',
  'Workloads/NonProd/Identity',
  'Workloads/NonProd/Data',
  'Workloads/NonProd/Commerce',
  'Infrastructure',
  'Infrastructure/Network',
  'Infrastructure/Shared',
  'Security',
  'Sandbox',
  'Suspended',
] as const;

/** The path of a unit of the sample organization. */
export type UnitPath = (typeof UNITS)[number];
