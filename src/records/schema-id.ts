/** Names the shape of a record; a new shape has a new number. */
export const schemaId = 'gouji/record@1';
