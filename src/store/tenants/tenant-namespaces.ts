/** The namespaces of what is kept of one tenant; those of a Jogg account are not among them. */
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
