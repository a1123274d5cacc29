/** The namespaces of a tenant's records. Those of Jogg accounts are not included. */
export const TENANT_NAMESPACES: readonly string[] = [
  'answer',
  'claim-mention',
  'claim-quarantined',
  'claim-share',
  'draft',
  'edit-budget',
  'holds',
  'open-form',
  'person-videos',
  'preferences',
  'quarantine',
  'receipt',
  'video',
  'wish',
  'words',
];
