import { useRouteContext } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { shortDay } from '../format/dates';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/dialog';
import { TroubleNotice } from '../ui/feedback';
import { TextArea, TextField } from '../ui/field';
import { Code, Paragraph, Row, Stack } from '../ui/layout';
import { Table } from '../ui/table';
import { type Community, communityQuery } from './queries';

type Signer = Community['signers'][number];

const keep = (data: Community): void => {
  queryClient.setQueryData(communityQuery().queryKey, data);
};

function TrustDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [values, setValues] = useState({ name: '', publicKey: '' });
  const problem = (path: string): string | undefined => request.trouble?.issues.find((issue) => issue.path === path)?.message;
  const trust = async (): Promise<void> => {
    const outcome = await request.send(() => client.POST('/api/community/signers', { body: values }));
    if (!outcome.ok) return;
    keep(outcome.data);
    announce(t('condivisione.chiaveAggiunta'));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('condivisione.aggiungiChiave')}
      onClose={onClose}
      confirm={t('condivisione.aggiungi')}
      busy={request.busy}
      onConfirm={() => void trust()}
    >
      <Stack>
        <Paragraph>{t('condivisione.aggiungiTesto')}</Paragraph>
        <TextField
          id="nome-provincia"
          label={t('condivisione.nomeProvincia')}
          value={values.name}
          error={problem('name')}
          onChange={(event) => {
            setValues((before) => ({ ...before, name: event.target.value }));
          }}
        />
        <TextArea
          id="chiave-pubblica"
          label={t('condivisione.chiavePubblica')}
          value={values.publicKey}
          error={problem('publicKey')}
          onChange={(event) => {
            setValues((before) => ({ ...before, publicKey: event.target.value }));
          }}
        />
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </ConfirmDialog>
  );
}

function RevokeDialog({ signer, onClose }: { signer: Signer; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const [reason, setReason] = useState('');
  const revoke = async (): Promise<void> => {
    const params = { path: { signerId: signer.id } };
    const outcome = await request.send(() => client.POST('/api/community/signers/{signerId}/revoke', { params, body: { reason } }));
    if (!outcome.ok) return;
    keep(outcome.data);
    announce(t('condivisione.chiaveRevocata'));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('condivisione.revocaTitolo', { nome: signer.name })}
      onClose={onClose}
      confirm={t('condivisione.revoca')}
      danger
      busy={request.busy}
      onConfirm={() => void revoke()}
    >
      <Stack>
        <Paragraph>{t('condivisione.revocaTesto')}</Paragraph>
        <TextArea
          id="motivo-revoca"
          label={t('condivisione.motivo')}
          value={reason}
          error={request.trouble?.issues.find(({ path }) => path === 'reason')?.message}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
      </Stack>
    </ConfirmDialog>
  );
}

/** Whose signature is known; the own key can be made here where there is none. */
export function Signers({ data }: { data: Community }): ReactElement {
  const { t } = useTranslation();
  const { session } = useRouteContext({ from: '/riservata' });
  const request = useRequest();
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<Signer | null>(null);
  const may = data.whyNot === null;
  const create = async (): Promise<void> => {
    const outcome = await request.send(() => client.POST('/api/community/key', { body: { name: session.sua.denominazione } }));
    if (!outcome.ok) return;
    keep(outcome.data);
    announce(t('condivisione.chiaveCreata'));
  };
  const state = (signer: Signer): string =>
    signer.revoked === null
      ? t('condivisione.dal', { giorno: shortDay(signer.since) })
      : t('condivisione.revocata', { giorno: shortDay(signer.revoked.at), motivo: signer.revoked.reason });
  return (
    <Stack>
      {data.signers.length > 0 && (
        <Table
          caption={t('condivisione.chiaviConosciute')}
          rows={data.signers}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'provincia',
              title: t('condivisione.provincia'),
              main: true,
              cell: ({ name, own }) => (own ? t('condivisione.propria', { nome: name }) : name),
            },
            { key: 'impronta', title: t('condivisione.impronta'), cell: ({ fingerprint }) => <Code>{fingerprint}</Code> },
            { key: 'stato', title: t('condivisione.stato'), cell: state },
            {
              key: 'azioni',
              title: t('condivisione.azioni'),
              cell: (signer) =>
                may &&
                !signer.own &&
                signer.revoked === null && (
                  <Button
                    small
                    onClick={() => {
                      setRevoking(signer);
                    }}
                  >
                    {t('condivisione.revocaDi', { nome: signer.name })}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {may && (
        <Row>
          {!data.signers.some(({ own }) => own) && (
            <Button look="primary" busy={request.busy} onClick={() => void create()}>
              {t('condivisione.creaChiave')}
            </Button>
          )}
          <Button
            icon="it-plus"
            onClick={() => {
              setAdding(true);
            }}
          >
            {t('condivisione.aggiungiChiave')}
          </Button>
        </Row>
      )}
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
      {adding && (
        <TrustDialog
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
      {revoking && (
        <RevokeDialog
          signer={revoking}
          onClose={() => {
            setRevoking(null);
          }}
        />
      )}
    </Stack>
  );
}
