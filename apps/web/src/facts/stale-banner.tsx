import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quotedValue } from '@gare/domain/facts/shown-value';
import { announce } from '../announcements';
import { client } from '../api/client';
import { documentsQuery, queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { recently } from '../format/dates';
import { Button, TextLink } from '../ui/button';
import { Badge, Notice } from '../ui/feedback';
import { Muted, PlainList, Stack } from '../ui/layout';
import { Jump } from '../pages/jump';
import { type StaleDocument, staleQuery } from './queries';

const shownFacts = 4;

/** Which documents say something else than the scheda, which fact did it, and one click to form them all again. */
export function StaleBanner({
  dossierId,
  onTrouble,
}: {
  dossierId: string;
  onTrouble: (trouble: Trouble | null) => void;
}): ReactElement | null {
  const { t } = useTranslation();
  const stale = useQuery(staleQuery(dossierId));
  const [busy, setBusy] = useState(false);
  const items = stale.data?.items ?? [];
  if (items.length === 0) return null;
  const codes = items.filter(({ canGenerate }) => canGenerate).map(({ code }) => code);
  const regenerate = async (): Promise<void> => {
    setBusy(true);
    onTrouble(null);
    try {
      const { data, error } = await client.POST('/api/dossiers/{dossierId}/documents/generate', {
        params: { path: { dossierId } },
        body: { codes },
      });
      if (data === undefined) onTrouble(troubleOf(error));
      else announce(t('fatti.avviata'));
      await queryClient.invalidateQueries({ queryKey: documentsQuery(dossierId).queryKey });
      await queryClient.invalidateQueries({ queryKey: staleQuery(dossierId).queryKey });
    } catch (error) {
      onTrouble(troubleOf(error));
    }
    setBusy(false);
  };
  return (
    <Notice tone="warning" title={t('fatti.superati', { count: items.length })} live="status">
      <Stack gap="sm">
        <PlainList>
          {items.map((item) => (
            <StaleItem key={item.code} item={item} dossierId={dossierId} />
          ))}
        </PlainList>
        {codes.length > 0 && (
          <div>
            <Button icon="it-refresh" busy={busy} onClick={() => void regenerate()}>
              {t('fatti.rigeneraTutti', { count: codes.length })}
            </Button>
          </div>
        )}
      </Stack>
    </Notice>
  );
}

function StaleItem({ item, dossierId }: { item: StaleDocument; dossierId: string }): ReactElement {
  const { t } = useTranslation();
  const more = item.facts.length - shownFacts;
  return (
    <li>
      <strong className="gi-strong">{item.title}</strong>{' '}
      {item.handEdited && (
        <>
          <Badge tone="info">{t('fatti.aMano')}</Badge>{' '}
          <TextLink to="/fascicoli/$dossierId/documenti/$code/modifiche" params={{ dossierId, code: item.code }}>
            {t('fatti.modifiche')}
          </TextLink>
        </>
      )}
      <PlainList>
        {item.facts.slice(0, shownFacts).map((fact) => (
          <li key={fact.instance}>
            <Jump dossierId={dossierId} path={fact.path} documentCode={null} checkId={null}>
              {t('fatti.superatoPer', { dato: fact.label, da: quotedValue(fact.before), a: quotedValue(fact.after) })}
            </Jump>{' '}
            {fact.by !== null && fact.at !== null && (
              <Muted>{t('fatti.superatoDa', { chi: fact.by, quando: recently(fact.at, new Date()) })}</Muted>
            )}
          </li>
        ))}
        {more > 0 && <li>{t('fatti.altri', { count: more })}</li>}
        {item.template !== null && <li>{t('fatti.modelloNuovo', { da: item.template.before, a: item.template.after })}</li>}
      </PlainList>
    </li>
  );
}
