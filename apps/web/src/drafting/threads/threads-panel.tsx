import './threads.scss';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../../api/trouble';
import { useObservable } from '../../observable';
import { Button } from '../../ui/button';
import { EmptyState, Notice, Skeleton, TroubleNotice } from '../../ui/feedback';
import { SelectField } from '../../ui/field';
import { Muted, Row, Stack } from '../../ui/layout';
import { WhyNot } from '../../ui/why-not';
import { useDraftingTools } from '../drafting-tools';
import { commentInHand } from './comment-in-hand';
import { NewThread } from './new-thread';
import { type Threads, threadsQuery } from './queries';
import { ThreadItem } from './thread-item';
import { inTextOrder, shownThreads, type ThreadFilter, threadFilters } from './thread-order';
import { passageInHand } from './thread-places';
import { useThreadPlaces } from './use-threads';

/** Comments beside the text, in its order. */
export function ThreadsPanel(): ReactElement {
  const { dossierId, code } = useDraftingTools();
  const threads = useQuery(threadsQuery({ dossierId, code }));
  if (threads.isPending) return <Skeleton rows={4} />;
  if (threads.error) return <TroubleNotice trouble={troubleOf(threads.error)} onRetry={() => void threads.refetch()} />;
  return <ThreadList threads={threads.data} />;
}

function ThreadList({ threads }: { threads: Threads }): ReactElement {
  const { t } = useTranslation();
  const { dossierId, code, editor } = useDraftingTools();
  const { commento } = useSearch({ from: '/riservata/fascicoli/$dossierId/redazione/$code' });
  const navigate = useNavigate({ from: '/fascicoli/$dossierId/redazione/$code' });
  const places = useThreadPlaces();
  const passage = useObservable(commentInHand);
  const [filter, setFilter] = useState<ThreadFilter>('aperti');
  const [nothing, setNothing] = useState(false);
  const shown = inTextOrder(
    threads.threads.filter(({ id }) => id === commento || shownThreads(threads.threads, filter).some((one) => one.id === id)),
    places,
  );
  const named = (value: ThreadFilter): string => `${t(`commenti.filtro.${value}`)} (${shownThreads(threads.threads, value).length})`;
  const begin = (): void => {
    const chosen = passageInHand(editor.state);
    setNothing(chosen === null);
    commentInHand.set(chosen);
  };
  const goTo = (threadId: string): void => {
    const stretch = places.get(threadId);
    if (stretch === undefined) return;
    editor.chain().focus().setTextSelection(stretch).scrollIntoView().run();
    void navigate({ search: (before) => ({ ...before, commento: threadId }), replace: true, resetScroll: false });
  };
  return (
    <Stack>
      {passage === null ? (
        <>
          <Row>
            <Button small icon="it-plus" aria-keyshortcuts="Control+Alt+M" aria-disabled={threads.percheNo !== null} onClick={begin}>
              {t('commenti.scrivi')}
            </Button>
          </Row>
          <Muted>{t('commenti.aiuto')}</Muted>
          <WhyNot id="commenti-perche" reason={threads.percheNo} summary={t('commenti.percheNo')} />
          {nothing && <Notice tone="warning" title={t('commenti.nessunTesto')} live="status" />}
        </>
      ) : (
        <NewThread
          place={{ dossierId, code }}
          threads={threads}
          passage={passage}
          onDone={() => {
            commentInHand.set(null);
            editor.commands.focus();
          }}
        />
      )}
      <SelectField
        id="commenti-mostra"
        label={t('commenti.mostra')}
        empty={named('aperti')}
        options={threadFilters.filter((value) => value !== 'aperti').map((value) => ({ value, label: named(value) }))}
        value={filter === 'aperti' ? '' : filter}
        onChange={(event) => {
          setFilter(threadFilters.find((one) => one === event.target.value) ?? 'aperti');
        }}
      />
      {shown.length === 0 && <EmptyState title={t(`commenti.vuoto.${filter}`)} />}
      {shown.length > 0 && (
        <ol className="gi-comments" aria-label={t('commenti.elenco')}>
          {shown.map((thread) => (
            <ThreadItem
              key={thread.id}
              place={{ dossierId, code }}
              thread={thread}
              mayWrite={threads.percheNo === null}
              current={thread.id === commento}
              onGoToText={
                places.has(thread.id)
                  ? () => {
                      goTo(thread.id);
                    }
                  : null
              }
            />
          ))}
        </ol>
      )}
    </Stack>
  );
}
