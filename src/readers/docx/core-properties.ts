import type { Meta } from '#model/document.js';
import { DocumentError } from '#model/failure.js';
import { XmlCursor } from '../xml/xml-cursor.js';
import { namespaces } from './namespaces.js';

/** What docProps/core.xml says. Nothing on the page hangs on it: where it is broken it says nothing. */
export function readCoreProperties(xml: string | undefined): Meta {
  if (xml === undefined) return {};
  try {
    const cursor = new XmlCursor(xml, namespaces, 'core properties');
    while (cursor.next()) {
      const title = cursor.name === 'dc:title' ? cursor.text().trim() : '';
      if (title !== '') return { title };
    }
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
  }
  return {};
}
