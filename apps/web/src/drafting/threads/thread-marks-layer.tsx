import './marks.scss';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../announcements';
import { useDraftingTools } from '../drafting-tools';
import { commentInHand } from './comment-in-hand';
import { threadsQuery } from './queries';
import { markThreads, threadMarks, threadMarksKey, threadsAt } from './thread-marks';
import { passageInHand } from './thread-places';

/**
 * The marks of comments in the text, whatever part of the side panel is open. A click on one opens its thread; Ctrl+Alt+M opens the
 * thread the cursor stands in, or begins a comment on what is selected.
 */
export function ThreadMarksLayer(): null {
  const { t } = useTranslation();
  const { dossierId, code, editor } = useDraftingTools();
  const { commento } = useSearch({ from: '/riservata/fascicoli/$dossierId/redazione/$code' });
  const navigate = useNavigate({ from: '/fascicoli/$dossierId/redazione/$code' });
  const threads = useQuery(threadsQuery({ dossierId, code })).data?.threads;
  const show = useEffectEvent((thread: string | undefined) => {
    void navigate({
      search: ({ commento: _, ...before }) => ({ ...before, pannello: 'commenti', ...(thread === undefined ? {} : { commento: thread }) }),
      replace: true,
      resetScroll: false,
    });
  });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!event.ctrlKey || !event.altKey || event.code !== 'KeyM') return;
    event.preventDefault();
    const { selection } = editor.state;
    const [thread] = selection.empty ? threadsAt(editor.state, selection.from) : [];
    const passage = passageInHand(editor.state);
    if (thread === undefined && passage === null) announce(t('commenti.nessunTesto'));
    else if (thread === undefined) commentInHand.set(passage);
    if (thread !== undefined || passage !== null) show(thread);
  });
  useEffect(() => {
    editor.registerPlugin(
      threadMarks((thread) => {
        show(thread);
      }),
    );
    const listener = (event: KeyboardEvent): void => {
      onKey(event);
    };
    const { dom } = editor.view;
    dom.addEventListener('keydown', listener);
    return () => {
      dom.removeEventListener('keydown', listener);
      commentInHand.set(null);
      if (!editor.isDestroyed) editor.unregisterPlugin(threadMarksKey);
    };
  }, [editor]);
  useEffect(() => {
    if (!editor.isDestroyed) markThreads(editor.view, { threads: threads ?? [], current: commento ?? null });
  }, [editor, threads, commento]);
  return null;
}
