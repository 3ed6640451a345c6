import { roleCodes, type Permission, type RoleCode } from './permissions.js';

const draft: readonly RoleCode[] = ['RUP_COMUNE', 'RUP_SUA', 'FUNZ_SUA'];
/** Those who carry a dossier on, on either side. */
export const parties: readonly RoleCode[] = ['RUP_COMUNE', 'DIR_COMUNE', 'RUP_SUA', 'FUNZ_SUA', 'DIR_SUA'];
/** Who watches over the body without taking part: they read, they do not write; the RGD closes the dossier that is over. */
export const oversight: readonly RoleCode[] = ['SEG_COM', 'RPCT', 'RGD', 'DPO'];
const readers: readonly RoleCode[] = [...parties, 'RAG', 'LEGAL', ...oversight];
const sua: readonly RoleCode[] = ['FUNZ_SUA', 'DIR_SUA'];

/**
 * Which roles hold a permission where no convenzione says otherwise (brief §1.1 and §1.2). For what is done on one document
 * the responsibility matrix of the convenzione decides instead; for the rest these are the roles that may, and the matrix
 * can only take away.
 */
export const holders: Readonly<Record<Permission, readonly RoleCode[]>> = {
  'dossier.create': parties,
  'dossier.read': readers,
  'dossier.move': [...parties, 'LEGAL', 'RAG', 'RGD'],
  'dossier.assign': ['DIR_SUA', 'RUP_SUA', 'DIR_COMUNE', 'RUP_COMUNE'],
  'published.read': readers,
  'scheda.write': draft,
  'document.read': readers,
  'document.generate': draft,
  'document.upload': draft,
  'document.comment': [...parties, 'LEGAL'],
  'document.review': ['RUP_COMUNE', 'RUP_SUA', 'DIR_SUA', 'LEGAL'],
  'document.approve': ['DIR_COMUNE', 'RUP_SUA', 'DIR_SUA'],
  'document.sign': ['RUP_COMUNE', 'DIR_COMUNE', 'RUP_SUA', 'DIR_SUA', 'RAG'],
  'document.publish': ['DIR_SUA', 'RUP_SUA'],
  // A draft is the text of a document while it is written: who reads the document reads it, who drafts or contributes writes it.
  'draft.read': readers,
  'draft.write': draft,
  'draft.suggest': [...parties, 'LEGAL'],
  // The Province keeps the texts: who drafts for it and its lawyers change one for a dossier.
  'clause.write': ['RUP_SUA', 'FUNZ_SUA', 'DIR_SUA', 'LEGAL'],
  // Whoever works on the dossier brings what proves it; which checklist is whose the kind says.
  'attachment.write': [...parties, 'LEGAL', 'RAG'],
  'checklist.write': [...parties, 'LEGAL', 'RAG'],
  'check.run': [...parties, 'LEGAL'],
  'check.override': ['DIR_SUA'],
  'package.build': ['RUP_SUA', 'FUNZ_SUA', 'DIR_SUA'],
  'conflict.declare': [...readers, 'PROGETTISTA', 'CSP', 'VERIFICATORE', 'DL', 'CSE', 'DEC', 'COLLAUD', 'RDP_AFFIDAMENTO', 'RDP_PPE'],
  'review.grant': ['RUP_SUA', 'DIR_SUA', 'DIR_COMUNE'],
  'audit.read': [...parties, 'LEGAL', ...oversight],
  'audit.export': ['DIR_SUA', 'DIR_COMUNE', 'SEG_COM', 'RPCT', 'RGD'],
  'thread.write': parties,
  'request.open': ['RUP_SUA', 'FUNZ_SUA'],
  'request.answer': ['RUP_COMUNE', 'DIR_COMUNE'],
  'ente.read': [...readers, 'RASA'],
  'ente.write': [...sua, 'RASA'],
  'ente.import': sua,
  'role.read': [...readers, 'RASA'],
  'role.write': ['DIR_SUA', 'DIR_COMUNE'],
  'convenzione.read': readers,
  'convenzione.write': [...sua, 'DIR_COMUNE'],
  'convenzione.move': ['FUNZ_SUA', 'DIR_SUA', 'DIR_COMUNE', 'SEG_COM'],
  'matrix.write': ['DIR_SUA'],
  'tariff.write': ['DIR_SUA'],
  'statement.read': [...sua, 'RAG', 'DIR_COMUNE', 'SEG_COM'],
  'statement.write': [...sua, 'RAG'],
  'indicators.read': readers,
  'session.revoke': ['DIR_SUA'],
  'account.write': ['DIR_SUA'],
  'law.write': ['DIR_SUA'],
  'kind.read': ['DIR_SUA', 'FUNZ_SUA', 'RUP_SUA', 'RGD'],
  'kind.write': ['DIR_SUA'],
  'outage.write': ['RUP_SUA', ...sua],
  // The texts of the library are no secret among those who work with them; those of the Province are kept by its director and lawyers.
  'template.read': roleCodes,
  'template.manage': ['DIR_SUA', 'LEGAL'],
};
