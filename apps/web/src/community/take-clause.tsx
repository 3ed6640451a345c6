import { redlineOfTexts } from '@gare/domain/redline/redline';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { useRequest } from '../pages/use-request';
import { RedlineView } from '../redline/redline-view';
import { Button, ButtonLink } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { TroubleNotice } from '../ui/feedback';
import { Disclosure, Muted, Row, Stack } from '../ui/layout';
import { type ImportEntry, importQuery } from './queries';

type Part = ImportEntry['parts'][number];
type Side = 'ours' | 'theirs';

function Difference({ part, side, onSide }: { part: Part; side: Side | undefined; onSide: (side: Side) => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <RedlineView redline={redlineOfTexts(part.ours ?? '', part.theirs ?? '')} label={part.label} />
      {part.state === 'conflict' && (
        <ChoiceField
          id={`scelta-${part.path}`}
          label={t('condivisione.qualeVale', { parte: part.label })}
          options={[
            { value: 'ours', label: t('condivisione.nostro') },
            { value: 'theirs', label: t('condivisione.loro') },
          ]}
          value={side === undefined ? [] : [side]}
          onChange={([chosen]) => {
            onSide(chosen === 'theirs' ? 'theirs' : 'ours');
          }}
        />
      )}
    </Stack>
  );
}

/** The differences of a clause, the conflicts to decide, and the click that makes a draft of it. */
export function TakeClause({ importId, entry }: { importId: string; entry: ImportEntry }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>({});
  const open = entry.parts.filter(({ path, state }) => state === 'conflict' && sides[path] === undefined).length;
  const take = async (): Promise<void> => {
    const params = { path: { importId, code: entry.code } };
    const outcome = await request.send(() => client.POST('/api/community/imports/{importId}/clauses/{code}', { params, body: { sides } }));
    if (!outcome.ok) return;
    await queryClient.invalidateQueries({ queryKey: importQuery(importId).queryKey });
    announce(t('condivisione.bozzaFatta', { clausola: entry.code }));
  };
  if (entry.state === 'same') return <Muted>{t('condivisione.ugualeTesto')}</Muted>;
  return (
    <Stack gap="sm">
      {entry.parts.length > 0 && (
        <Disclosure summary={t('condivisione.differenze', { count: entry.parts.length })} open={entry.state === 'conflict'}>
          <Stack>
            {entry.parts.map((part) => (
              <Difference
                key={part.path}
                part={part}
                side={sides[part.path]}
                onSide={(side) => {
                  setSides((before) => ({ ...before, [part.path]: side }));
                }}
              />
            ))}
          </Stack>
        </Disclosure>
      )}
      <Row>
        <Button busy={request.busy} disabled={open > 0} onClick={() => void take()}>
          {t('condivisione.prendi', { clausola: entry.code })}
        </Button>
        {entry.taken && (
          <ButtonLink to="/modelli/clausole/$code" params={{ code: entry.code }}>
            {t('condivisione.vaiClausola')}
          </ButtonLink>
        )}
        {open > 0 && <Muted>{t('condivisione.daDecidere', { count: open })}</Muted>}
      </Row>
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
    </Stack>
  );
}
