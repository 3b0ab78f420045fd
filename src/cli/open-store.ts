/** The store of the settings: in the data folder, or on a server. */
import { join } from 'node:path';
import type { Settings } from '#config/settings.js';
import { type Documents, FolderDocuments } from '#store/documents.js';
import { Store, type StoreOptions } from '#store/store.js';

export type StoreSettings = Pick<Settings, 'dataFolder' | 'databaseUrl' | 'blobs' | 'language'>;

/** Throws a StoreError. */
export async function openStore(
  { dataFolder, databaseUrl, blobs, language }: StoreSettings,
  { readOnly = false, onChange }: Pick<StoreOptions, 'readOnly' | 'onChange'> = {},
): Promise<Store> {
  const documents = await openDocuments(blobs ?? join(dataFolder, 'documents'));
  return databaseUrl
    ? Store.connect(databaseUrl, documents, { readOnly, language, onChange })
    : Store.open(dataFolder, { readOnly, language, documents, onChange });
}

/** Closes it, whatever came of it. Throws a StoreError. */
export async function withStore<Result>(
  settings: StoreSettings,
  options: Pick<StoreOptions, 'readOnly'>,
  act: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await openStore(settings, options);
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}

async function openDocuments(place: string): Promise<Documents> {
  if (!place.startsWith('s3://')) return new FolderDocuments(place);
  const { BucketDocuments } = await import('#store/bucket-documents.js');
  return new BucketDocuments(place);
}
