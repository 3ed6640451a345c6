import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { redlineOfTexts } from '@gare/domain/redline/redline';
import { announce } from '../announcements';
import { client } from '../api/client';
import { documentsQuery, queryClient } from '../api/queries';
import { type Trouble, troubleOf } from '../api/trouble';
import { RedlineView } from '../redline/redline-view';
import { Button, ButtonLink } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { EmptyState, Notice, Skeleton, TroubleNotice } from '../ui/feedback';
import { Box, Disclosure, Muted, Paragraph, Row, Section, Stack, Subtitle } from '../ui/layout';
import { type HandEdits, handEditsQuery } from './queries';

type Choice = 'MANO' | 'GENERATO';

/** Hand edits of the version in force: what is kept by itself, what a person has to decide. */
export function HandEditsPage(): ReactElement {
  const { t } = useTranslation();
  const { dossierId, code } = useParams({ from: '/riservata/fascicoli/$dossierId/documenti/$code/modifiche' });
  const edits = useQuery(handEditsQuery(dossierId, code));
  return (
    <Section
      id="modifiche"
      title={t('fatti.modificheTitolo', { nome: edits.data?.title ?? code })}
      aside={
        <ButtonLink small icon="it-arrow-left" to="/fascicoli/$dossierId/documenti" params={{ dossierId }} search={{ documento: code }}>
          {t('documenti.torna')}
        </ButtonLink>
      }
    >
      {edits.isPending && <Skeleton rows={6} />}
      {edits.error && <TroubleNotice trouble={troubleOf(edits.error)} onRetry={() => void edits.refetch()} />}
      {edits.data &&
        (edits.data.kept.length + edits.data.conflicts.length === 0 ? (
          <EmptyState title={t('fatti.modificheNessuna')} />
        ) : (
          <Decide edits={edits.data} dossierId={dossierId} />
        ))}
    </Section>
  );
}

function Decide({ edits, dossierId }: { edits: HandEdits; dossierId: string }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [choices, setChoices] = useState<ReadonlyMap<number, Choice>>(new Map());
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  const undecided = edits.conflicts.some(({ paragraph }) => !choices.has(paragraph));
  const generate = async (keep: boolean): Promise<void> => {
    setAsked(true);
    if (keep && undecided) return;
    setBusy(true);
    setTrouble(null);
    try {
      const decided = keep ? [...choices].map(([paragraph, choose]) => ({ paragraph, choose })) : [];
      const { data, error } = await client.POST('/api/dossiers/{dossierId}/documents/generate', {
        params: { path: { dossierId } },
        body: { codes: [edits.code], handEdits: { keep, choices: decided } },
      });
      if (data === undefined) setTrouble(troubleOf(error));
      else {
        announce(t('fatti.avviata'));
        await queryClient.invalidateQueries({ queryKey: documentsQuery(dossierId).queryKey });
        await navigate({ to: '/fascicoli/$dossierId/documenti', params: { dossierId }, search: { documento: edits.code } });
      }
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setBusy(false);
  };
  return (
    <Stack>
      <Paragraph>{t('fatti.modificheSpiega')}</Paragraph>
      {edits.conflicts.length > 0 && <Subtitle>{t('fatti.inConflitto', { count: edits.conflicts.length })}</Subtitle>}
      {edits.conflicts.map((conflict) => (
        <Box key={conflict.paragraph} tone="warning">
          <Stack gap="sm">
            <RedlineView
              redline={redlineOfTexts(conflict.mine ?? '', conflict.generated ?? '')}
              label={t('fatti.decidi', { numero: conflict.paragraph + 1 })}
              paragraph
            />
            <Muted>{t('fatti.segni')}</Muted>
            {conflict.generated === null && <Muted>{t('fatti.generatoManca')}</Muted>}
            <ChoiceField
              label={t('fatti.decidi', { numero: conflict.paragraph + 1 })}
              options={[
                { value: 'MANO', label: t('fatti.tieniMano') },
                { value: 'GENERATO', label: t('fatti.tieniGenerato') },
              ]}
              value={choices.has(conflict.paragraph) ? [choices.get(conflict.paragraph) ?? ''] : []}
              error={asked && !choices.has(conflict.paragraph) ? t('fatti.mancaScelta') : undefined}
              onChange={([choice]) => {
                setChoices(new Map(choices).set(conflict.paragraph, choice === 'MANO' ? 'MANO' : 'GENERATO'));
              }}
            />
          </Stack>
        </Box>
      ))}
      {edits.kept.length > 0 && (
        <Disclosure summary={t('fatti.siTengono', { count: edits.kept.length })} open={edits.conflicts.length === 0}>
          {edits.kept.map((edit) => (
            <RedlineView
              key={`${edit.kind} ${edit.paragraph} ${edit.mine ?? ''}`}
              redline={redlineOfTexts(edit.before ?? '', edit.mine ?? '')}
              label={t('fatti.luogo', { paragrafo: edit.paragraph + 1 })}
              paragraph
            />
          ))}
        </Disclosure>
      )}
      {asked && undecided && <Notice tone="danger" title={t('fatti.mancaScelta')} live="alert" />}
      {trouble && <TroubleNotice trouble={trouble} />}
      <Row>
        <Button look="primary" busy={busy} onClick={() => void generate(true)}>
          {t('fatti.generaConModifiche')}
        </Button>
        <Button look="danger" busy={busy} onClick={() => void generate(false)}>
          {t('fatti.generaSenza')}
        </Button>
      </Row>
    </Stack>
  );
}
