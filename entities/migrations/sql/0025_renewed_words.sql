-- Of more than 5,000 articles the older ones have to wait: nobody waits for them here.
UPDATE entities_digest digest
   SET words = article_words(article.title, article.text, article.body_start, article.body_end,
                             article.furniture, article.language)
  FROM (SELECT * FROM articles_article ORDER BY id DESC LIMIT 5000) article
 WHERE article.id = digest.article_id;

INSERT INTO entities_vocabularyreading (id, renewed_from)
SELECT 1, min(id) FROM (SELECT id FROM articles_article ORDER BY id DESC LIMIT 5000) newest
HAVING min(id) > (SELECT min(id) FROM articles_article)
ON CONFLICT (id) DO UPDATE SET renewed_from = EXCLUDED.renewed_from;
