import { type ChangeEvent } from '@gare/contracts/jobs';
import { observable, useObservable } from '../observable';
import { type Query, queryClient } from './queries';

/** Whether the stream of changes is open; pages say so only after it has been broken for a while. */
export const liveUpdates = observable<'connecting' | 'open' | 'broken'>('connecting');

/** How often to ask for what the stream tells anyway: not at all while it is open. */
export function useAskingAgain(everyMs: number): number | false {
  return useObservable(liveUpdates) === 'open' ? false : everyMs;
}

const reopenMs = 5000;
const gatherMs = 250;

const pathsOfTopic: Record<ChangeEvent['topic'], readonly string[]> = {
  dossier: [
    '/api/dossiers/{dossierId}',
    '/api/dossiers/{dossierId}/tasks',
    '/api/dossiers/{dossierId}/assignments',
    '/api/convenzioni/{dossierId}',
    '/api/dossiers/{dossierId}/audit',
    '/api/dossiers/{dossierId}/expenses',
    '/api/dossiers/{dossierId}/package',
    '/api/dossiers/{dossierId}/terms',
  ],
  scheda: [
    '/api/dossiers/{dossierId}/tasks',
    '/api/convenzioni/{dossierId}',
    '/api/convenzioni/{dossierId}/matrix',
    '/api/convenzioni/{dossierId}/tariffs',
    '/api/dossiers/{dossierId}/scheda',
    '/api/dossiers/{dossierId}',
    '/api/dossiers/{dossierId}/documents',
    '/api/dossiers/{dossierId}/fee-estimate',
    '/api/dossiers/{dossierId}/reviews',
    '/api/dossiers/{dossierId}/reviews/documents/{code}',
    '/api/dossiers/{dossierId}/facts/stale',
    '/api/dossiers/{dossierId}/facts/field',
    '/api/dossiers/{dossierId}/terms',
    '/api/dossiers/{dossierId}/survey',
  ],
  documents: [
    '/api/dossiers/{dossierId}/tasks',
    '/api/convenzioni/{dossierId}',
    '/api/dossiers/{dossierId}/documents',
    '/api/dossiers/{dossierId}/clauses',
    '/api/dossiers/{dossierId}/documents/{code}/versions',
    '/api/dossiers/{dossierId}/documents/{code}/hand-edits',
    '/api/dossiers/{dossierId}/facts/stale',
    '/api/dossiers/{dossierId}/facts/field',
    '/api/dossiers/{dossierId}/attachments',
    '/api/dossiers/{dossierId}/checklists',
    '/api/dossiers/{dossierId}/package',
    '/api/dossiers/{dossierId}/reviews',
    '/api/dossiers/{dossierId}/reviews/documents/{code}',
    '/api/dossiers/{dossierId}',
  ],
  checks: [
    '/api/dossiers/{dossierId}/checks',
    '/api/dossiers/{dossierId}/tasks',
    '/api/dossiers/{dossierId}',
    '/api/dossiers/{dossierId}/package',
  ],
  package: ['/api/dossiers/{dossierId}/package', '/api/dossiers/{dossierId}'],
  job: [
    '/api/dossiers/{dossierId}/documents',
    '/api/dossiers/{dossierId}/package',
    '/api/dossiers/{dossierId}/checks',
    '/api/law/previews/{previewId}',
    '/api/kinds/{code}/migrations',
  ],
  thread: [
    '/api/dossiers/{dossierId}/tasks',
    '/api/dossiers/{dossierId}/thread',
    '/api/dossiers/{dossierId}/requests',
    '/api/dossiers/{dossierId}/requests/suggestions',
    '/api/dossiers/{dossierId}',
  ],
  comments: ['/api/dossiers/{dossierId}/drafts/{code}/threads'],
  checklists: ['/api/dossiers/{dossierId}/checklists', '/api/dossiers/{dossierId}'],
  reviews: [
    '/api/dossiers/{dossierId}/tasks',
    '/api/dossiers/{dossierId}/reviews',
    '/api/dossiers/{dossierId}/reviews/documents/{code}',
    '/api/dossiers/{dossierId}',
  ],
  drafts: [
    '/api/dossiers/{dossierId}/drafts',
    '/api/dossiers/{dossierId}/drafts/{code}',
    '/api/dossiers/{dossierId}/documents',
    '/api/dossiers/{dossierId}/drafts/{code}/word/returns',
    '/api/dossiers/{dossierId}/drafts/{code}/numbering',
    '/api/dossiers/{dossierId}/drafts/{code}/versions',
    '/api/dossiers/{dossierId}/drafts/{code}/versions/{number}/comparison',
    '/api/dossiers/{dossierId}/reviews',
    '/api/dossiers/{dossierId}/facts/field',
  ],
  notifications: ['/api/notifications', '/api/notifications/count'],
};

const gathered = new Map<string, ChangeEvent>();
let gathering: ReturnType<typeof setTimeout> | undefined;

function readAgain(event: ChangeEvent): void {
  const paths = pathsOfTopic[event.topic];
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => {
      const [path, params] = queryKey as Query<unknown>['queryKey'];
      if (path === '/api/terms') return event.topic === 'dossier' || event.topic === 'scheda';
      if (path === '/api/dossiers' || path === '/api/convenzioni') return event.topic === 'dossier' || event.topic === 'checks';
      if (path === '/api/board' || path === '/api/my-turn')
        return event.topic === 'dossier' || event.topic === 'checks' || event.topic === 'thread' || event.topic === 'reviews';
      if (path === '/api/requests') return event.topic === 'thread';
      if (!paths.includes(path)) return false;
      return event.dossierId === null || params?.dossierId === event.dossierId;
    },
  });
}

/** A job sends a burst of events: what changed is read once per burst. */
function gather(event: ChangeEvent): void {
  gathered.set(`${event.topic} ${event.dossierId ?? ''}`, event);
  gathering ??= setTimeout(() => {
    gathering = undefined;
    const events = [...gathered.values()];
    gathered.clear();
    events.forEach(readAgain);
  }, gatherMs);
}

/**
 * Follows the server's change events until the returned function is called. After a break everything is read again,
 * because what happened meanwhile is not replayed.
 */
export function followLiveUpdates(): () => void {
  let source: EventSource | undefined;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let wasBroken = false;
  const open = (): void => {
    source = new EventSource('/api/events');
    source.addEventListener('open', () => {
      liveUpdates.set('open');
      if (wasBroken) void queryClient.invalidateQueries();
      wasBroken = false;
    });
    source.addEventListener('change', (message: MessageEvent<string>) => {
      gather(JSON.parse(message.data) as ChangeEvent);
    });
    source.addEventListener('error', () => {
      wasBroken = true;
      liveUpdates.set('broken');
      // The browser reopens by itself after a lost connection, but not after a refusal.
      if (source?.readyState === EventSource.CLOSED) reopening = setTimeout(open, reopenMs);
    });
  };
  open();
  return () => {
    clearTimeout(reopening);
    source?.close();
    liveUpdates.set('connecting');
  };
}
