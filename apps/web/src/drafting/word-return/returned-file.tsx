import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../announcements';
import { queryClient } from '../../api/queries';
import { troubleOf } from '../../api/trouble';
import { dayAndTime } from '../../format/dates';
import { Button, ButtonLink, DownloadLink } from '../../ui/button';
import { Badge, Notice, Skeleton, TroubleNotice } from '../../ui/feedback';
import { HiddenText, Row, Stack, Strong } from '../../ui/layout';
import { type DraftPlace, mergeWordReturn, originalUrl, wordReturnQuery, type WordReturnSummary, wordReturnsQuery } from './queries';
import { DiscardButton } from './discard-button';
import { ReturnReport } from './return-report';

interface ReturnedFileProps {
  readonly file: WordReturnSummary;
  readonly place: DraftPlace;
  readonly isOpen: boolean;
  /** It has just been brought: its report is where one goes on reading. */
  readonly isBrought: boolean;
  readonly mayMerge: boolean;
}

const states = {
  DA_CONFERMARE: { tone: 'warning', icon: 'it-warning-circle', text: 'ritorno.elenco.daConfermare' },
  UNITO: { tone: 'success', icon: 'it-check-circle', text: 'ritorno.elenco.unito' },
  SCARTATO: { tone: 'neutral', icon: 'it-ban', text: 'ritorno.elenco.scartato' },
} as const;

/** One file that came back: what it would do or did, and the act that puts it into the draft. */
export function ReturnedFile({ file, place, isOpen, isBrought, mayMerge }: ReturnedFileProps): ReactElement {
  const { t } = useTranslation();
  // Once open it stays so: after the merge it says what happened and where to go on.
  const [open, setOpen] = useState(isOpen);
  const state = states[file.state];
  return (
    <li className="gi-box">
      <Stack gap="sm">
        <Row align="between">
          <Strong>{file.fileName}</Strong>
          <Badge tone={state.tone} icon={state.icon}>
            {t(state.text)}
          </Badge>
        </Row>
        <p className="gi-p gi-small">
          {t('ritorno.esito.proposte', { count: file.proposals })}, {t('ritorno.esito.commenti', { count: file.comments })},{' '}
          {t('ritorno.esito.aMano', { count: file.notMerged })}.
        </p>
        <p className="gi-p gi-small gi-muted">
          {t('ritorno.elenco.caricato', {
            chi: file.uploadedBy,
            quando: dayAndTime(file.uploadedAt),
            partito: dayAndTime(file.exportedAt),
          })}{' '}
          {file.mergedAt !== null && t('ritorno.elenco.unitoDa', { chi: file.mergedBy, quando: dayAndTime(file.mergedAt) })}
        </p>
        {file.discarded !== null && (
          <p className="gi-p gi-small">
            {t('ritorno.elenco.scartatoDa', {
              chi: file.discarded.by,
              quando: dayAndTime(file.discarded.at),
              motivo: file.discarded.reason,
            })}
          </p>
        )}
        <Row>
          <Button
            small
            aria-expanded={open}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {t(open ? 'ritorno.elenco.chiudi' : 'ritorno.elenco.apri')}
            <HiddenText> {t('ritorno.elenco.di', { nome: file.fileName })}</HiddenText>
          </Button>
          <DownloadLink href={originalUrl(place, file.id)} describedAs={t('ritorno.elenco.di', { nome: file.fileName })}>
            {t('ritorno.elenco.originale')}
          </DownloadLink>
        </Row>
        {open && <OpenReturn file={file} place={place} isBrought={isBrought} mayMerge={mayMerge} />}
      </Stack>
    </li>
  );
}

const titles = {
  DA_CONFERMARE: 'ritorno.conferma.titolo',
  UNITO: 'ritorno.conferma.fatto',
  SCARTATO: 'ritorno.scarto.sarebbe',
} as const;

function OpenReturn({ file, place, isBrought, mayMerge }: Omit<ReturnedFileProps, 'isOpen'>): ReactElement {
  const { t } = useTranslation();
  const isMerged = file.state === 'UNITO';
  const title = useRef<HTMLHeadingElement>(null);
  const [isJustMerged, setJustMerged] = useState(false);
  useEffect(() => {
    if (!isBrought && !isJustMerged) return;
    title.current?.focus({ preventScroll: true });
    title.current?.scrollIntoView({ block: 'center' });
  }, [isBrought, isJustMerged]);
  const detail = useQuery(wordReturnQuery(place, file.id));
  const merge = useMutation({
    mutationFn: () => mergeWordReturn(place, file.id),
    onSuccess: async (merged) => {
      queryClient.setQueryData(wordReturnQuery(place, file.id).queryKey, merged);
      announce(t('ritorno.conferma.unito', { nome: file.fileName }));
      await queryClient.invalidateQueries({ queryKey: wordReturnsQuery(place).queryKey });
      setJustMerged(true);
    },
  });
  return (
    <Stack gap="sm">
      <h4 className="gi-return-title" ref={title} tabIndex={-1}>
        {t(titles[file.state])}
      </h4>
      {file.state === 'SCARTATO' && (
        <Notice tone="info">
          <p className="gi-p">{t('ritorno.scarto.resta')}</p>
        </Notice>
      )}
      {isMerged && (
        <Row>
          <ButtonLink small to="." search={(before: Record<string, unknown>) => ({ ...before, pannello: 'proposte' as const })}>
            {t('ritorno.conferma.allaBozza')}
          </ButtonLink>
          {file.comments > 0 && (
            <ButtonLink small to="." search={(before: Record<string, unknown>) => ({ ...before, pannello: 'commenti' as const })}>
              {t('ritorno.conferma.aiCommenti')}
            </ButtonLink>
          )}
        </Row>
      )}
      {file.state === 'DA_CONFERMARE' && (
        <>
          <Notice tone="info">
            <p className="gi-p">{t('ritorno.conferma.spiega')}</p>
          </Notice>
          {mayMerge && (
            <Row>
              <Button
                look="primary"
                busy={merge.isPending}
                onClick={() => {
                  merge.mutate();
                }}
              >
                {t('ritorno.conferma.pulsante')}
                <HiddenText> {t('ritorno.elenco.di', { nome: file.fileName })}</HiddenText>
              </Button>
              {file.mayDiscard && <DiscardButton file={file} place={place} />}
            </Row>
          )}
          {merge.error && <TroubleNotice trouble={troubleOf(merge.error)} />}
        </>
      )}
      {detail.isPending && <Skeleton rows={4} />}
      {detail.error && <TroubleNotice trouble={troubleOf(detail.error)} onRetry={() => void detail.refetch()} />}
      {detail.data && <ReturnReport report={detail.data.report} place={place} />}
    </Stack>
  );
}
