import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client } from '../api/client';
import { answerOf } from '../api/refused';
import { type Trouble, troubleOf } from '../api/trouble';
import { type ClauseContent, type ClausePreview } from './queries';

const restMs = 500;

function useRested<T>(value: T): T {
  const key = JSON.stringify(value);
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const waiting = setTimeout(() => {
      setRested(JSON.parse(key) as T);
    }, restMs);
    return () => {
      clearTimeout(waiting);
    };
  }, [key]);
  return rested;
}

export interface Previewing {
  readonly preview: ClausePreview | undefined;
  readonly trouble: Trouble | null;
}

/** What the server says of the clause as it is written, half a second after the last key. */
export function useClausePreview(code: string, content: ClauseContent): Previewing {
  const rested = useRested(content);
  const params = { path: { code: code === '' ? 'CL' : code } };
  const asked = useQuery({
    queryKey: ['anteprima-clausola', code, rested],
    queryFn: ({ signal }) => answerOf(client.POST('/api/clauses/{code}/previews', { params, body: rested, signal })),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return { preview: asked.data, trouble: asked.error === null ? null : troubleOf(asked.error) };
}

/** The same for one text changed in a dossier. */
export function useTextPreview(dossierId: string, code: string, text: { form: string; text: string }): Previewing {
  const rested = useRested(text);
  const params = { path: { dossierId, code } };
  const asked = useQuery({
    queryKey: ['anteprima-scostamento', dossierId, code, rested],
    queryFn: ({ signal }) => answerOf(client.POST('/api/dossiers/{dossierId}/clauses/{code}/previews', { params, body: rested, signal })),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return { preview: asked.data, trouble: asked.error === null ? null : troubleOf(asked.error) };
}
