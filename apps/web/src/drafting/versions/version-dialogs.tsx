import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../announcements';
import { client } from '../../api/client';
import { queryClient } from '../../api/queries';
import { useRequest } from '../../pages/use-request';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TroubleNotice } from '../../ui/feedback';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { Paragraph, Row, Stack } from '../../ui/layout';
import { type DraftPlace, draftVersionsQuery, type Version, type Versions } from './queries';
import { versionName } from './version-name';

function show(place: DraftPlace, versions: Versions): void {
  queryClient.setQueryData(draftVersionsQuery(place).queryKey, versions);
}

/** Keeps the draft as it is now under a name. */
export function NameVersionDialog({ place, onClose }: { place: DraftPlace; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [nome, setNome] = useState('');
  const [asked, setAsked] = useState(false);
  const missing = nome.trim() === '';
  const keep = async (): Promise<void> => {
    setAsked(true);
    if (missing || request.busy) return;
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/drafts/{code}/versions', { params: { path: { ...place } }, body: { nome } }),
    );
    if (!outcome.ok) return;
    show(place, outcome.data);
    announce(t('versioni.tenuta'));
    onClose();
  };
  return (
    <Dialog title={t('versioni.tieni')} onClose={onClose}>
      <Form onSubmit={() => void keep()}>
        <Stack>
          <Paragraph>{t('versioni.tieniSpiega')}</Paragraph>
          <TextField
            id="versione-nome"
            label={t('versioni.nome')}
            hint={t('versioni.nomeAiuto')}
            maxLength={120}
            value={nome}
            error={asked && missing ? t('versioni.nomeManca') : undefined}
            onChange={(event) => {
              setNome(event.target.value);
            }}
          />
          {request.trouble && <TroubleNotice trouble={request.trouble} />}
          <Row>
            <Button type="submit" look="primary" busy={request.busy}>
              {t('versioni.salva')}
            </Button>
            <Button onClick={onClose}>{t('azioni.annulla')}</Button>
          </Row>
        </Stack>
      </Form>
    </Dialog>
  );
}

/** Asks once more before the content of a version is written anew; says that nothing is lost by it. */
export function RestoreDialog({ place, version, onClose }: { place: DraftPlace; version: Version; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const versions = useQuery(draftVersionsQuery(place));
  const { refetch } = versions;
  // What was written since the list was read counts: the restoration says up to which edit the person has seen the draft.
  useEffect(() => void refetch(), [refetch, request.trouble]);
  const restore = async (): Promise<void> => {
    if (versions.data === undefined || request.busy) return;
    const { seq } = versions.data.adesso;
    const outcome = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/drafts/{code}/versions/{number}/restoration', {
        params: { path: { ...place, number: version.number } },
        body: { seq },
      }),
    );
    if (!outcome.ok) return;
    show(place, outcome.data);
    announce(t('versioni.ripristinata', { numero: version.number }));
    onClose();
  };
  return (
    <Dialog
      title={t('versioni.ripristinaTitolo', { numero: version.number })}
      onClose={onClose}
      actions={
        <>
          <Button look="primary" busy={request.busy || versions.isFetching} onClick={() => void restore()}>
            {t('versioni.ripristina')}
          </Button>
          <Button onClick={onClose}>{t('azioni.annulla')}</Button>
        </>
      }
    >
      <Stack>
        <Paragraph>{t('versioni.ripristinaSpiega', { versione: versionName(t, version) })}</Paragraph>
        <Paragraph>{t('versioni.ripristinaSalvo')}</Paragraph>
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </Dialog>
  );
}
