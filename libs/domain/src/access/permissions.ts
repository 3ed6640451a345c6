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
] as const;
export type RoleCode = (typeof roleCodes)[number];

/** The one vocabulary of what a person may do on a dossier. */
export const permissions = [
  'dossier.create',
  'dossier.read',
  'dossier.move',
  'scheda.write',
  'document.generate',
  'document.upload',
  'check.run',
  'package.build',
] as const;
export type Permission = (typeof permissions)[number];

export const isPermission = (value: string): value is Permission => (permissions as readonly string[]).includes(value);
