"""Names that repositories use for well-known services: in environment files and in Terraform."""

from __future__ import annotations

from typing import Final

ACCESS_NAMES: Final = (
    ("AWS", "AWS"), ("S3", "AWS"), ("GCP", "Google Cloud"), ("GOOGLE_CLOUD", "Google Cloud"), ("AZURE", "Azure"),
    ("SCW", "Scaleway"), ("SCALEWAY", "Scaleway"), ("OVH", "OVHcloud"), ("DIGITALOCEAN", "DigitalOcean"),
    ("HETZNER", "Hetzner"), ("CLOUDFLARE", "Cloudflare"), ("HEROKU", "Heroku"), ("STRIPE", "Stripe"),
    ("PAYPAL", "PayPal"), ("GOCARDLESS", "GoCardless"), ("SENTRY", "Sentry"), ("DATADOG", "Datadog"), ("DD", "Datadog"),
    ("NEW_RELIC", "New Relic"), ("GRAFANA", "Grafana"), ("SENDGRID", "SendGrid"), ("MAILGUN", "Mailgun"),
    ("MAILJET", "Mailjet"), ("BREVO", "Brevo"), ("SENDINBLUE", "Brevo"), ("POSTMARK", "Postmark"), ("SES", "AWS"),
    ("SMTP", "E-mail server (SMTP)"), ("EMAIL", "E-mail server (SMTP)"), ("MAIL", "E-mail server (SMTP)"),
    ("TWILIO", "Twilio"), ("VONAGE", "Vonage"), ("SLACK", "Slack"), ("GITHUB", "GitHub"), ("GITLAB", "GitLab"),
    ("DATABASE", "Database"), ("DB", "Database"), ("POSTGRES", "Database"), ("POSTGRESQL", "Database"),
    ("PG", "Database"), ("MYSQL", "Database"), ("MARIADB", "Database"), ("MONGO", "MongoDB"), ("MONGODB", "MongoDB"),
    ("REDIS", "Redis"), ("RABBITMQ", "RabbitMQ"), ("KAFKA", "Kafka"), ("ELASTIC", "Elasticsearch"),
    ("ELASTICSEARCH", "Elasticsearch"), ("ALGOLIA", "Algolia"), ("MEILISEARCH", "Meilisearch"),
    ("OPENAI", "OpenAI"), ("ANTHROPIC", "Anthropic"), ("MISTRAL", "Mistral"), ("HUBSPOT", "HubSpot"),
    ("SALESFORCE", "Salesforce"), ("INTERCOM", "Intercom"), ("SEGMENT", "Segment"), ("AMPLITUDE", "Amplitude"),
    ("MIXPANEL", "Mixpanel"), ("AUTH0", "Auth0"), ("OKTA", "Okta"), ("FIREBASE", "Firebase"), ("APPLE", "Apple"),
    ("GOOGLE", "Google"), ("FACEBOOK", "Meta"), ("LINKEDIN", "LinkedIn"), ("MAPBOX", "Mapbox"), ("NPM", "npm"),
    ("PYPI", "PyPI"), ("DOCKER", "Container registry"), ("REGISTRY", "Container registry"), ("SONAR", "SonarQube"),
)  # fmt: skip
"""(part of a setting's name, the access that it is of), the first that fits."""
PROVIDERS: Final = {
    "aws": "AWS", "google": "Google Cloud", "google-beta": "Google Cloud", "azurerm": "Azure", "azuread": "Azure",
    "scaleway": "Scaleway", "ovh": "OVHcloud", "digitalocean": "DigitalOcean", "hcloud": "Hetzner",
    "cloudflare": "Cloudflare", "github": "GitHub", "gitlab": "GitLab", "datadog": "Datadog", "sentry": "Sentry",
    "kubernetes": "Kubernetes", "helm": "Kubernetes", "heroku": "Heroku", "vercel": "Vercel", "gandi": "Gandi",
    "mongodbatlas": "MongoDB", "auth0": "Auth0", "okta": "Okta", "stripe": "Stripe", "postgresql": "Database",
}  # fmt: skip
TERRAFORM: Final = (
    ("db_instance", "Database"), ("rds", "Database"), ("sql_database", "Database"), ("database_instance", "Database"),
    ("rdb_instance", "Database"), ("postgresql", "Database"), ("dynamodb_table", "Database"), ("redis", "Cache"),
    ("elasticache", "Cache"), ("memcached", "Cache"), ("s3_bucket", "File store"), ("storage_bucket", "File store"),
    ("object_bucket", "File store"), ("storage_account", "File store"), ("kubernetes_cluster", "Cluster"),
    ("eks_cluster", "Cluster"), ("container_cluster", "Cluster"), ("k8s_cluster", "Cluster"),
    ("ecs_service", "Service"), ("cloud_run_service", "Service"), ("container_service", "Service"),
    ("lambda_function", "Function"), ("function_app", "Function"), ("cloudfunctions_function", "Function"),
    ("sqs_queue", "Queue"), ("pubsub_topic", "Queue"), ("mq_broker", "Queue"), ("cloudfront", "Content network"),
    ("cdn", "Content network"), ("load_balancer", "Load balancer"), ("lb_", "Load balancer"),
    ("_instance", "Server"), ("droplet", "Server"), ("hcloud_server", "Server"), ("dns_zone", "DNS zone"),
    ("route53_zone", "DNS zone"), ("elasticsearch", "Search"), ("opensearch", "Search"),
)  # fmt: skip
"""(part of a resource's type, what it is), the first that fits."""
