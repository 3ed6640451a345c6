/** Role codes of the domain brief §1.1 (who they are and on which article: docs/glossary.md). */
export const roleCodes = [
  'RUP_COMUNE',
  'RUP_SUA',
  'RDP_AFFIDAMENTO',
  'RDP_PPE',
  'DIR_SUA',
  'FUNZ_SUA',
  'DIR_COMUNE',
  'RAG',
  'LEGAL',
  'SEG_COM',
  'COMM_PRES',
  'COMM_MEMBRO',
  'COMM_SEGR',
  'SEGGIO',
  'VERIFICATORE',
  'PROGETTISTA',
  'CSP',
  'DL',
  'CSE',
  'DEC',
  'COLLAUD',
  'RPCT',
  'RGD',
  'RCONS',
  'DPO',
  'RASA',
  'SINDACO',
  'DELEGATO',
  'TRIAGE',
  'ESPERTO',
] as const;
export type RoleCode = (typeof roleCodes)[number];

/** What a person may do on a dossier. */
export const dossierPermissions = [
  'dossier.create',
  'dossier.read',
  'dossier.move',
  'dossier.assign',
  'published.read',
  'scheda.write',
  'document.read',
  'document.generate',
  'document.upload',
  'document.comment',
  'document.review',
  'document.approve',
  'document.sign',
  'document.publish',
  'draft.read',
  'draft.write',
  'draft.suggest',
  'attachment.write',
  'clause.write',
  'checklist.write',
  'check.run',
  'check.override',
  'package.build',
  'conflict.declare',
  'review.grant',
  'audit.read',
  'audit.export',
  'thread.write',
  'request.open',
  'request.answer',
] as const;
export type DossierPermission = (typeof dossierPermissions)[number];

/** What a person may do on bodies, people, convenzioni and what hangs on them. */
export const bodyPermissions = [
  'ente.read',
  'ente.write',
  'ente.import',
  'role.read',
  'role.write',
  'convenzione.read',
  'convenzione.write',
  'convenzione.move',
  'matrix.write',
  'tariff.write',
  'statement.read',
  'statement.write',
  'indicators.read',
  'session.revoke',
  'account.write',
  'law.write',
  'kind.read',
  'kind.write',
  'outage.write',
  'template.read',
  'template.manage',
] as const;
export type BodyPermission = (typeof bodyPermissions)[number];

/** The one vocabulary of what a person may do. */
export const permissions = [...dossierPermissions, ...bodyPermissions] as const;
export type Permission = (typeof permissions)[number];

export const isPermission = (value: string): value is Permission => (permissions as readonly string[]).includes(value);
