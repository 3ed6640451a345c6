import { type DocumentView, type DocumentVersionView } from '@gare/contracts/documents';
import { type ActorOnDossier } from '@gare/dossiers';
import { type JobEntity, jobView } from '@gare/platform/queue';
import { type DocumentVersionEntity } from './document-version.entity.js';
import { type DocumentEntry } from './document-set.js';

const pdf = 'application/pdf';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Files of a version that can be downloaded. */
export function formatsOf(version: DocumentVersionEntity): DocumentVersionView['formats'] {
  if (version.origin === 'GENERATED') return ['pdf', 'docx'];
  if (version.mime === pdf) return ['original', 'pdf'];
  return version.mime === word ? ['original', 'docx'] : ['original'];
}

export function versionView(version: DocumentVersionEntity): DocumentVersionView {
  const { templateCode, templateVersion, templateSha256 } = version;
  const pinned = templateCode !== null && templateVersion !== null && templateSha256 !== null;
  return {
    version: version.version,
    origin: version.origin,
    fileName: version.fileName,
    mime: version.mime,
    bytes: version.bytes,
    sha256: version.sha256,
    pages: version.pages,
    formats: formatsOf(version),
    createdAt: version.createdAt.toISOString(),
    createdBy: version.createdByName,
    template: pinned ? { code: templateCode, version: templateVersion, sha256: templateSha256 } : null,
    handEdited: version.baseDocxKey !== null,
    basedOn: version.basedOn,
    findings: [...version.findings],
    unread: version.reading?.unread ? { ...version.reading.unread, pages: [...version.reading.unread.pages] } : null,
  };
}

/** A job is shown only while it says something about the present: running, or the failure that stands. */
function shownJob(entry: DocumentEntry, jobs: ReadonlyMap<string, JobEntity>): JobEntity | undefined {
  const { row } = entry;
  if (row === null || row.jobId === null || row.state === 'READY' || row.state === 'MISSING') return undefined;
  return jobs.get(row.jobId);
}

/** Why the viewer cannot, for each thing people do with a document; null where they can. */
function whyNotOn({ document, requirement, why }: DocumentEntry, viewer: ActorOnDossier): DocumentView['whyNot'] {
  const notAsked = requirement === 'NA' ? why : null;
  return {
    read: viewer.whyNot('document.read', document.code),
    generate: notAsked ?? viewer.whyNot('document.generate', document.code),
    upload: notAsked ?? viewer.whyNot('document.upload', document.code),
  };
}

export function documentView(entry: DocumentEntry, jobs: ReadonlyMap<string, JobEntity>, viewer: ActorOnDossier): DocumentView {
  const { document, row } = entry;
  const job = shownJob(entry, jobs);
  const whyNot = whyNotOn(entry, viewer);
  return {
    code: document.code,
    title: document.title ?? document.code,
    format: document.format,
    requirement: entry.requirement,
    why: entry.why,
    legalBasis: document.legalBasis ?? null,
    ...{ phase: entry.phase, due: entry.due, drafter: entry.drafter, signer: entry.signer, publish: [...document.publish] },
    state: entry.state,
    current: entry.current ? versionView(entry.current) : null,
    job: job ? jobView(job) : null,
    reason: row?.reason ?? null,
    canGenerate: whyNot.generate === null && entry.hasTemplate,
    canUpload: whyNot.upload === null,
    whyNot,
  };
}
