-- Until now the reason alone said so.
UPDATE entities_contradictionruling SET refutes_claim = true
 WHERE place_id IS NOT NULL AND reason LIKE 'The gazetteer is right: %';
